package dev.tokend.authority.serve;

import dev.tokend.surface.protocol.TokenChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The changes of one watch that are still to be told. Where there are too many, the first ones are left out; each that
 * follows tells how many, and the whole token, so that what they changed is told all the same.
 */
final class UntoldChanges {
  /** How many changes are kept. */
  static final int MOST = 64;

  /** How much they hold: more than one token of any size. */
  static final int MOST_BYTES = 128 * 1024;

  /** Well below the longest answer, so that one more change of any size goes into it. */
  private static final int MOST_OF_AN_ANSWER = 512 * 1024;

  private static final int WITHOUT_TOKEN = 512;

  private final Deque<TokenChange> changes = new ArrayDeque<>();
  private int bytes;

  boolean isEmpty() {
    return changes.isEmpty();
  }

  void add(TokenChange change) {
    changes.addLast(change);
    bytes += size(change);
    while (changes.size() > 1 && (changes.size() > MOST || bytes > MOST_BYTES)) {
      leaveOutFirst();
    }
  }

  private void leaveOutFirst() {
    TokenChange first = changes.removeFirst();
    TokenChange next = changes.removeFirst();
    bytes -= size(first);
    changes.addFirst(
        new TokenChange(
            next.number(), next.atMillis(), next.kind(), first.missed() + 1 + next.missed(), next.operation(),
            next.by(), next.token()));
  }

  /** Takes what goes into one answer, at least one if there is any. */
  List<TokenChange> take() {
    List<TokenChange> taken = new ArrayList<>();
    int size = 0;
    while (!changes.isEmpty() && size <= MOST_OF_AN_ANSWER) {
      TokenChange change = changes.removeFirst();
      size += size(change);
      taken.add(change);
    }
    bytes -= size;
    return taken;
  }

  private static int size(TokenChange change) {
    byte[] token = change.token();
    return WITHOUT_TOKEN + (token == null ? 0 : token.length);
  }
}
