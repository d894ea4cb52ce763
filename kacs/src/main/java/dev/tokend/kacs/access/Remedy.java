package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;

/** One change that would turn a refusal into a grant, everything else staying as it is. */
public sealed interface Remedy {
  /**
   * The privilege enabled in the subject.
   *
   * @param privilege which
   * @param intent the {@link PrivilegeIntent} that the caller has to declare with it; 0 for none
   */
  record EnablePrivilege(Privilege privilege, int intent) implements Remedy {}

  /**
   * The subject at the object's integrity level.
   *
   * @param level an unsigned number
   */
  record RaiseIntegrity(int level) implements Remedy {}

  /**
   * A disabled or deny-only group as a full one.
   *
   * @param group which
   */
  record EnableGroup(Sid group) implements Remedy {}

  /**
   * A group that the subject does not have, as one of its groups. Where accounts and groups share their numbers, as in
   * a domain, it may be an account.
   *
   * @param group which
   */
  record JoinGroup(Sid group) implements Remedy {}

  /** The user SID as a full one, where it is deny-only. */
  record EnableUser() implements Remedy {}

  /** The subject without its restricting SIDs. */
  record LiftRestrictions() implements Remedy {}

  /** The subject outside its confinement. */
  record LeaveConfinement() implements Remedy {}

  /** A token of a logon session that is alive. */
  record LogOnAgain() implements Remedy {}

  /** The impersonation token at Impersonation level. */
  record RaiseImpersonationLevel() implements Remedy {}

  /**
   * The call made by a process that the object's trust label trusts.
   *
   * @param required what the process must dominate
   */
  record TrustedProcess(PipLabel required) implements Remedy {}
}
