package dev.tokend.cli.explain;

import dev.tokend.kacs.access.PrivilegeIntent;
import dev.tokend.kacs.access.Remedy;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.token.Privileges;

/** What a token lacks of a privilege: a disabled one is soon enabled, a missing one is not to be had. */
final class PrivilegeWords {
  private PrivilegeWords() {}

  /** Completes "which the token". */
  static String lack(CheckReport report, Privilege privilege) {
    Privileges known = report.privileges();
    if (known == null) {
      return "does not have enabled";
    }
    return known.isPresent(privilege) ? "has, but not enabled" : "does not have";
  }

  /** The privilege as it would have to be, and how the caller has to ask. */
  static String remedy(CheckReport report, Remedy.EnablePrivilege remedy) {
    Privilege privilege = remedy.privilege();
    String name = privilege.fullName();
    String asking = switch (remedy.intent()) {
      case PrivilegeIntent.BACKUP -> "a caller that opens for backup (--intent backup)";
      case PrivilegeIntent.RESTORE -> "a caller that opens for restore (--intent restore)";
      default -> "";
    };
    if ((report.subject().privileges() & privilege.mask()) != 0) {
      return asking + ": the token has " + name + " enabled";
    }
    Privileges known = report.privileges();
    String state = known == null ? " enabled in the token"
        : known.isPresent(privilege) ? " enabled in the token, which has it disabled (token adjust privs)"
        : " enabled in the token, which does not have it";
    return name + state + (asking.isEmpty() ? "" : ", and " + asking);
  }
}
