package dev.tokend.cli.view;

import dev.tokend.surface.protocol.ListedProcess;
import java.util.ArrayList;
import java.util.List;

/** In what the identity of a process differs from its parent's. */
public enum IdentityChange {
  /** Another user. */
  USER,
  /** Another integrity level. */
  INTEGRITY,
  /** Another role in an elevation pair. */
  ELEVATION,
  /** Another logon session. */
  SESSION,
  /** Restricted, write-restricted, confined or with a user for denials only, or not so any more. */
  RESTRICTIONS,
  /** Other privileges, or others of them enabled. */
  PRIVILEGES;

  /** Everything in which {@code child} differs from {@code parent}. */
  public static List<IdentityChange> between(ListedProcess parent, ListedProcess child) {
    List<IdentityChange> changes = new ArrayList<>();
    add(changes, USER, !parent.user().equals(child.user()));
    add(changes, INTEGRITY, parent.integrity() != child.integrity());
    add(changes, ELEVATION, parent.elevation() != child.elevation());
    add(changes, SESSION, parent.session().id() != child.session().id());
    add(changes, RESTRICTIONS, restrictions(parent.marks()) != restrictions(child.marks()));
    add(changes, PRIVILEGES, parent.present() != child.present() || parent.enabled() != child.enabled());
    return changes;
  }

  private static void add(List<IdentityChange> changes, IdentityChange change, boolean changed) {
    if (changed) {
      changes.add(change);
    }
  }

  private static int restrictions(ListedProcess.Marks marks) {
    int bits = marks.restricted() ? 1 : 0;
    bits |= marks.writeRestricted() ? 2 : 0;
    bits |= marks.confined() ? 4 : 0;
    return marks.userDenyOnly() ? bits | 8 : bits;
  }
}
