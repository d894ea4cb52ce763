package dev.tokend.authority.store;

import org.jspecify.annotations.Nullable;

/**
 * What an entry is about.
 *
 * @param kind of thing
 * @param id the token's, the session's, the inode of a process's pidfd, the uid of a pin
 * @param name of a pin; empty for all others
 */
record Key(Kind kind, long id, String name) {

  /** Of the ids. */
  static final Key IDS = new Key(Kind.IDS, 0, "");

  /** Kinds of things, with their number in the file. */
  enum Kind {
    IDS(1),
    SESSION(2),
    TOKEN(3),
    PROCESS(4),
    PIN(5);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }

    static @Nullable Kind byCode(int code) {
      return switch (code) {
        case 1 -> IDS;
        case 2 -> SESSION;
        case 3 -> TOKEN;
        case 4 -> PROCESS;
        case 5 -> PIN;
        default -> null;
      };
    }
  }
}
