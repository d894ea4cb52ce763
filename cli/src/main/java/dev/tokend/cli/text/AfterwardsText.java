package dev.tokend.cli.text;

import dev.tokend.cli.explain.AceName;
import dev.tokend.cli.explain.CheckReport;
import dev.tokend.cli.explain.Sentences;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AuditEvent;
import dev.tokend.kacs.access.PrivilegeUse;
import java.util.ArrayList;
import java.util.List;

/** What a check leaves behind, as sentences. */
final class AfterwardsText {
  private AfterwardsText() {}

  static List<String> lines(CheckReport report, Sentences sentences) {
    AccessDecision decision = report.decision();
    List<String> lines = new ArrayList<>();
    if (decision.privilegesUsed() != 0) {
      List<String> used = FlagNames.privileges(decision.privilegesUsed());
      lines.add("Marked as used in the token: " + String.join(", ", used) + '.');
    }
    for (AuditEvent event : decision.audits()) {
      lines.add("Audited as a " + (event.success() ? "success" : "failure") + " by " + trigger(event) + '.');
    }
    for (PrivilegeUse use : decision.privilegeUses()) {
      lines.add((use.success() ? "Use of " : "Failed use of ") + use.privilege().fullName() + " is audited, for "
          + sentences.rights(use.asked()) + '.');
    }
    if (decision.continuousAudit() != 0) {
      lines.add("Every later use is audited of " + sentences.rights(decision.continuousAudit()) + '.');
    }
    if (decision.stagingMismatch()) {
      lines.add("The central policies on trial would give another result.");
    }
    return lines;
  }

  private static String trigger(AuditEvent event) {
    if (event.trigger() instanceof AuditEvent.Trigger.SaclAce by) {
      String whose = by.policy() == null ? "the SACL" : "the SACL of policy " + by.policy();
      return "entry " + by.index() + " of " + whose + ", " + AceName.text(by.ace());
    }
    return "the token's own audit policy";
  }
}
