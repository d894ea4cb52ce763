package dev.tokend.cli.command;

import dev.tokend.kacs.catalog.ObjectType;
import java.nio.charset.StandardCharsets;

/** What the value of a flag is: how it is checked, and later what a shell may complete it with. */
public enum ValueKind {
  /** The flag takes no value. */
  NONE("", ""),
  /** The number of a process or thread: 1 to 2147483647. */
  PID("PID", "a process number from 1 to 2147483647"),
  /** The number of a thread: 1 to 2147483647. */
  TID("TID", "a thread number from 1 to 2147483647"),
  /** The number of an inherited descriptor: 0 to 2147483647. */
  DESCRIPTOR("FD", "a descriptor number from 0 to 2147483647"),
  /** A path in the file system, not empty. */
  PATH("PATH", "a path"),
  /** The path of a file to read, not empty. */
  FILE("FILE", "a file"),
  /** Access rights, not empty; which there are depends on the kind of object. */
  RIGHTS("RIGHTS", "access rights: names, SDDL codes, 0x... or max, with commas between"),
  /** A kind of object. */
  OBJECT_TYPE(
      "TYPE", "file, directory, registry, token, process, ipc, service or directory-service"),
  /** A SID or a name for one, not empty. */
  SID("SID", "a SID or a well-known name"),
  /** What the caller is about to do. */
  INTENT("INTENT", "backup, restore, or both with a comma between"),
  /** The parts of an object, not empty. */
  OBJECT_PARTS("LIST", "entries LEVEL:GUID with commas between, the object itself first"),
  /** A form of a descriptor. */
  FORM("FORM", "sddl, hex or base64"),
  /** The name of a pinned token: 1 to 255 bytes without slashes and control characters. */
  PIN("NAME", "a name of 1 to 255 bytes, without / and control characters"),
  /** Privileges, not empty: a mask, names with commas between, or all. */
  PRIVILEGES("PRIVS", "privileges: a mask 0x..., names with commas between, or all"),
  /** Groups of a token, not empty: indices, SIDs or names with commas between. */
  GROUPS("GROUPS", "groups: indices, SIDs or names, with commas between"),
  /** SIDs or names, not empty, with commas between. */
  SIDS("SIDS", "SIDs or names, with commas between"),
  /** The type of a token. */
  TOKEN_TYPE("TYPE", "primary or impersonation"),
  /** How far an impersonation goes. */
  LEVEL("LEVEL", "anonymous, identification, impersonation or delegation"),
  /** An integrity level, by its name or number. */
  INTEGRITY("LEVEL", "untrusted, low, medium, medium-plus, high, system, protected-process, or a number"),
  /** A DACL, which may be empty. */
  DACL("SDDL", "a DACL as SDDL, or nothing for none"),
  /** An index into the token's groups: 0 the user, N group N-1. */
  INDEX("N", "a number from 0 to 65534"),
  /** The number of a logon session: 64 bits, unsigned. */
  SESSION("ID", "a session number"),
  /** A token handle: the number of a descriptor, or pin:NAME. */
  HANDLE("HANDLE", "an inherited handle's descriptor number, or pin:NAME"),
  /** How somebody logged on. */
  LOGON_TYPE("TYPE", "interactive, network, batch, service, network-cleartext or new-credentials"),
  /** The name of an authentication package, which may be empty. */
  PACKAGE("NAME", "a name"),
  /** The number of a user: 0 to 4294967294. */
  UID("UID", "a user number from 0 to 4294967294");

  /** What a handle begins with that is a pinned token. */
  public static final String PINNED = "pin:";

  private static final int MOST_NAME_BYTES = 255;

  /** The index that stands for none (formats §11.1). */
  private static final int NO_INDEX = 0xFFFF;

  private final String placeholder;
  private final String expected;

  ValueKind(String placeholder, String expected) {
    this.placeholder = placeholder;
    this.expected = expected;
  }

  /** What help shows for the value: {@code PID}. Empty for {@link #NONE}. */
  public String placeholder() {
    return placeholder;
  }

  /** What a good value is, for the error about a bad one. */
  public String expected() {
    return expected;
  }

  /** Whether {@code text} is a good value of this kind. */
  public boolean accepts(String text) {
    return switch (this) {
      case NONE -> false;
      case PID, TID -> number(text) >= 1;
      case DESCRIPTOR -> number(text) >= 0;
      case PATH, FILE, RIGHTS, SID, OBJECT_PARTS, PRIVILEGES, GROUPS, SIDS, INTEGRITY -> !text.isEmpty();
      case PIN -> isPinName(text);
      case TOKEN_TYPE -> text.equals("primary") || text.equals("impersonation");
      case LEVEL -> text.equals("anonymous") || text.equals("identification")
          || text.equals("impersonation") || text.equals("delegation");
      case DACL, PACKAGE -> true;
      case LOGON_TYPE -> text.equals("interactive") || text.equals("network") || text.equals("batch")
          || text.equals("service") || text.equals("network-cleartext") || text.equals("new-credentials");
      case UID -> isUid(text);
      case INDEX -> number(text) >= 0 && number(text) < NO_INDEX;
      case SESSION -> isUnsigned64(text);
      case HANDLE -> text.startsWith(PINNED) ? isPinName(text.substring(PINNED.length())) : number(text) >= 0;
      case OBJECT_TYPE -> isObjectType(text);
      case INTENT -> text.equals("backup") || text.equals("restore")
          || text.equals("backup,restore") || text.equals("restore,backup");
      case FORM -> text.equals("sddl") || text.equals("hex") || text.equals("base64");
    };
  }

  private static boolean isPinName(String text) {
    boolean good = !text.isEmpty() && text.getBytes(StandardCharsets.UTF_8).length <= MOST_NAME_BYTES;
    for (int i = 0; good && i < text.length(); i++) {
      good = text.charAt(i) != '/' && !Character.isISOControl(text.charAt(i));
    }
    return good;
  }

  private static boolean isUid(String text) {
    try {
      int uid = Integer.parseUnsignedInt(text);
      return uid != -1 && text.charAt(0) != '+';
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isUnsigned64(String text) {
    try {
      Long.parseUnsignedLong(text);
      return text.charAt(0) != '+';
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isObjectType(String text) {
    ObjectType type = ObjectType.byName(text);
    return type != null && type.hasGenericMapping();
  }

  /** {@code text} as an unsigned decimal number of at most 31 bits without sign or spaces; -1 if it is none. */
  static int number(String text) {
    if (text.isEmpty() || text.length() > 10) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value > Integer.MAX_VALUE ? -1 : (int) value;
  }
}
