package dev.tokend.authority.store;

import java.io.IOException;
import java.util.Collection;
import java.util.List;

/** Where transactions are kept. */
interface StateLog {

  /**
   * Keeps a transaction.
   *
   * @throws IOException if it is not kept, and will not be found to be
   */
  void append(List<Change> transaction) throws IOException;

  /**
   * Keeps these changes alone, in place of all transactions so far.
   *
   * @throws IOException if nothing has changed
   */
  void rewrite(Collection<Change> all) throws IOException;

  /** How long it is, in bytes. */
  long size();
}
