package dev.tokend.monitor.state;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.Adjustment;
import dev.tokend.monitor.event.TokenAdjusted;
import dev.tokend.monitor.refusal.Operation;
import java.util.ArrayList;
import java.util.List;

/** An adjustment, and what it has changed, part by part. */
final class Adjustments {
  private Adjustments() {}

  /** Replaces the adjustable fields; yields the event about it. */
  static TokenAdjusted apply(Operation operation, Token token, TokenState newState, TokenTable tokens) {
    List<Adjustment> changes = between(token.identity(), token.state(), newState);
    tokens.adjust(token, newState);
    return new TokenAdjusted(operation.label(), token.id(), token.modifiedId(), token.user(), changes);
  }

  private static List<Adjustment> between(TokenIdentity identity, TokenState before, TokenState after) {
    List<Adjustment> changes = new ArrayList<>();
    privileges(before.privileges(), after.privileges(), changes);
    groups(identity.groups(), before.enabledGroups(), after.enabledGroups(), changes);
    defaults(identity, before.defaults(), after.defaults(), changes);
    if (before.interactivityScope() != after.interactivityScope()) {
      changes.add(new Adjustment.Scope(before.interactivityScope(), after.interactivityScope()));
    }
    if (!before.descriptor().equals(after.descriptor())) {
      changes.add(new Adjustment.Security());
    }
    return changes;
  }

  private static void privileges(PrivilegeState before, PrivilegeState after, List<Adjustment> changes) {
    if (before.present() != after.present() || before.enabled() != after.enabled()) {
      changes.add(
          new Adjustment.Privileges(before.present(), before.enabled(), after.present(), after.enabled()));
    }
  }

  private static void groups(GroupList groups, GroupStates before, GroupStates after, List<Adjustment> changes) {
    for (int i = 0; i < groups.size(); i++) {
      if (before.get(i) != after.get(i)) {
        changes.add(new Adjustment.Group(i, groups.sid(i), after.get(i)));
      }
    }
  }

  private static void defaults(
      TokenIdentity identity, TokenDefaults before, TokenDefaults after, List<Adjustment> changes) {
    if (before.ownerIndex() != after.ownerIndex()) {
      changes.add(new Adjustment.Owner(sid(identity, before.ownerIndex()), sid(identity, after.ownerIndex())));
    }
    if (before.primaryGroupIndex() != after.primaryGroupIndex()) {
      changes.add(
          new Adjustment.PrimaryGroup(
              sid(identity, before.primaryGroupIndex()), sid(identity, after.primaryGroupIndex())));
    }
    if (before.dacl() == null ? after.dacl() != null : !before.dacl().equals(after.dacl())) {
      changes.add(new Adjustment.DefaultDacl(after.dacl() != null));
    }
  }

  private static Sid sid(TokenIdentity identity, int index) {
    return index == 0 ? identity.user() : identity.groups().sid(index - 1);
  }
}
