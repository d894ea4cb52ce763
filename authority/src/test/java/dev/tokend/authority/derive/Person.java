package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.LinuxCapability;
import java.util.ArrayList;
import java.util.List;

/** Who a process is to Linux, with what a test cares about; the rest is an ordinary login without capabilities. */
public record Person(LinuxIdentity identity) {

  /** Of a uid, in the group of the same number and audit session 7. */
  public static Person of(int uid) {
    return new Person(new LinuxIdentity(uid, uid, List.of(), 0, 0, true, 7, LogonEvidence.INTERACTIVE, 5000));
  }

  /** Uid 0 with CAP_SYS_ADMIN. */
  public static Person system() {
    return of(0).permitted(LinuxCapability.CAP_SYS_ADMIN).effective(LinuxCapability.CAP_SYS_ADMIN);
  }

  /** All of the capabilities, as bits. */
  static long bits(LinuxCapability... capabilities) {
    long bits = 0;
    for (LinuxCapability capability : capabilities) {
      bits |= 1L << capability.value();
    }
    return bits;
  }

  /** With another primary group, and these supplementary ones. */
  public Person inGroups(int gid, int... supplementary) {
    List<Integer> gids = new ArrayList<>();
    for (int other : supplementary) {
      gids.add(other);
    }
    return inGroups(gid, gids);
  }

  Person inGroups(int gid, List<Integer> supplementary) {
    return with(gid, supplementary, identity.permitted(), identity.effective());
  }

  Person permitted(LinuxCapability... capabilities) {
    return with(identity.gid(), identity.supplementaryGids(), bits(capabilities), identity.effective());
  }

  Person effective(LinuxCapability... capabilities) {
    return with(identity.gid(), identity.supplementaryGids(), identity.permitted(), bits(capabilities));
  }

  /** With all of them permitted and effective. */
  Person holding(long capabilities) {
    return with(identity.gid(), identity.supplementaryGids(), capabilities, capabilities);
  }

  private Person with(int gid, List<Integer> supplementary, long permitted, long effective) {
    return new Person(
        new LinuxIdentity(
            identity.uid(),
            gid,
            supplementary,
            permitted,
            effective,
            identity.initialUserNamespace(),
            identity.auditSession(),
            identity.logon(),
            identity.startTime()));
  }

  /** In a user namespace of one's own. */
  public Person inNamespace() {
    return with(false, identity.auditSession(), identity.logon(), identity.startTime());
  }

  /** In another audit session. */
  public Person inSession(int auditSession) {
    return with(identity.initialUserNamespace(), auditSession, identity.logon(), identity.startTime());
  }

  /** In no audit session. */
  public Person inNoSession() {
    return inSession(LinuxIdentity.NO_AUDIT_SESSION);
  }

  /** Logged on in another way. */
  public Person loggedOn(LogonEvidence logon) {
    return with(identity.initialUserNamespace(), identity.auditSession(), logon, identity.startTime());
  }

  /** In a process that started at another time. */
  public Person startedAt(long ticks) {
    return with(identity.initialUserNamespace(), identity.auditSession(), identity.logon(), ticks);
  }

  private Person with(boolean initialNamespace, int auditSession, LogonEvidence logon, long startTime) {
    return new Person(
        new LinuxIdentity(
            identity.uid(),
            identity.gid(),
            identity.supplementaryGids(),
            identity.permitted(),
            identity.effective(),
            initialNamespace,
            auditSession,
            logon,
            startTime));
  }
}
