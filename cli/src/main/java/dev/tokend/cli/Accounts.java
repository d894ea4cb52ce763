package dev.tokend.cli;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The users and groups of the machine by name. */
public interface Accounts {
  /**
   * The number of a user, null if there is none of that name.
   *
   * @throws IOException if the name service does not answer
   */
  @Nullable Integer user(String name) throws IOException;

  /**
   * The number of a group, null if there is none of that name.
   *
   * @throws IOException if the name service does not answer
   */
  @Nullable Integer group(String name) throws IOException;
}
