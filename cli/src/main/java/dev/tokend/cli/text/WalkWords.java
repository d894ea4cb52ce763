package dev.tokend.cli.text;

import dev.tokend.cli.explain.Match;
import dev.tokend.kacs.access.Stage;
import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.MaskedAce;
import org.jspecify.annotations.Nullable;

/** The words for the steps of a check. */
final class WalkWords {
  private WalkWords() {}

  /** What a stage does, as its heading. */
  static String title(Stage stage) {
    return switch (stage) {
      case REQUEST -> "The request";
      case PRIVILEGES -> "Privileges, ahead of everything";
      case MANDATORY_INTEGRITY -> "The mandatory label";
      case PROCESS_TRUST -> "The trust label";
      case DACL -> "The DACL, as user and groups";
      case TAKE_OWNERSHIP -> "SeTakeOwnershipPrivilege";
      case RESTRICTED -> "The DACL again, as the restricting SIDs alone";
      case CONFINEMENT -> "The DACL again, as the package and its capabilities alone";
      case CENTRAL_POLICY -> "Central policies";
      case PRIVILEGE_USE -> "Privilege use";
      case AUDIT -> "Audit";
    };
  }

  /** As whom a stage reads the DACL. */
  static View view(Stage stage) {
    return switch (stage) {
      case RESTRICTED -> View.RESTRICTED;
      case CONFINEMENT -> View.CONFINEMENT;
      default -> View.NORMAL;
    };
  }

  /** Why an entry had no effect. */
  static String reason(TraceEvent.AceSkipped skipped, @Nullable Ace ace, Match match) {
    return switch (skipped.reason()) {
      case INHERIT_ONLY -> "it is for children only";
      case TYPE_NOT_EVALUATED -> "its type neither allows nor denies";
      case NOT_REQUESTED -> "it has none of the rights asked for";
      case ALREADY_DECIDED -> "all that it could decide is decided";
      case OTHER_SID -> ace instanceof MaskedAce masked
          ? match.obstacle(skipped.view(), masked.sid())
          : "it names somebody else";
      case CONDITION -> ace instanceof MaskedAce masked && masked.isAllow()
          ? "it allows only if its condition is true"
          : "it denies unless its condition is false";
      case OBJECT_TYPE_NOT_ASKED -> "it is about a part that was not asked about";
    };
  }

  /** {@code true}, {@code false} or {@code unknown}. */
  static String of(Truth truth) {
    return truth == Truth.TRUE ? "true" : truth == Truth.FALSE ? "false" : "unknown";
  }
}
