package dev.tokend.cli.ps;

import dev.tokend.cli.view.FlagNames;
import java.util.ArrayList;
import java.util.List;

/** What {@code --where} can ask about a process, and what its values are. */
enum Field {
  /** The number of the process. */
  PID(Form.NUMBER),
  /** The number of its parent. */
  PARENT(Form.NUMBER),
  /** The name of its command. */
  NAME(Form.PATTERN),
  /** The user of its token. */
  USER(Form.USER),
  /** The integrity level. */
  INTEGRITY(Form.LEVEL),
  /** The elevation type. */
  ELEVATION(Form.ELEVATION),
  /** The number of the logon session. */
  SESSION(Form.SESSION),
  /** A privilege that it has, enabled or not. */
  PRIVILEGE(Form.PRIVILEGE),
  /** A privilege that it has enabled. */
  ENABLED(Form.PRIVILEGE),
  /** Whether the restricted pass applies. */
  RESTRICTED(Form.TRUTH),
  /** Whether that limits writing only. */
  WRITE_RESTRICTED(Form.TRUTH),
  /** Whether the confinement pass applies. */
  CONFINED(Form.TRUTH),
  /** Whether some thread of it impersonates. */
  IMPERSONATING(Form.TRUTH),
  /** Whether it has a token of its own, not one that follows from its Linux credentials. */
  BOUND(Form.TRUTH);

  private final Form form;

  Field(Form form) {
    this.form = form;
  }

  /** What a value is. */
  enum Form {
    /** 0 to 2147483647; ordered. */
    NUMBER,
    /** A text; {@code *} stands for any. */
    PATTERN,
    /** A SID or a name. */
    USER,
    /** A word or a number; ordered. */
    LEVEL,
    /** default, full or limited. */
    ELEVATION,
    /** 64 bits, unsigned. */
    SESSION,
    /** Full or short. */
    PRIVILEGE,
    /** yes or no. */
    TRUTH;

    boolean isOrdered() {
      return this == NUMBER || this == LEVEL;
    }
  }

  Form form() {
    return form;
  }

  String word() {
    return FlagNames.word(this);
  }

  static List<String> words() {
    List<String> words = new ArrayList<>();
    for (Field field : values()) {
      words.add(field.word());
    }
    return words;
  }
}
