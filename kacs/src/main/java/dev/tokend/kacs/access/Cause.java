package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;

/** What decided or took away a bit. */
public sealed interface Cause {
  /** The one {@link ByOwnership}. */
  Cause OWNERSHIP = new ByOwnership();

  /** The one {@link ByNullDacl}. */
  Cause NULL_DACL = new ByNullDacl();

  /** The one {@link NothingGrants}. */
  Cause NOTHING_GRANTS = new NothingGrants();

  /** An enabled privilege. */
  record ByPrivilege(Privilege privilege) implements Cause {}

  /** The bit can come from this privilege only, and it is not enabled, or not with this intent. */
  record NeedsPrivilege(Privilege privilege) implements Cause {}

  /**
   * The object's mandatory label, which the subject's integrity level is below.
   *
   * @param level the object's level
   * @param policy the bits of the label, 0x1 no read up, 0x2 no write up, 0x4 no execute up
   * @param explicit false for the level that an object without a label has
   */
  record ByMandatoryLabel(int level, int policy, boolean explicit) implements Cause {}

  /**
   * The object's trust label, which the calling process does not dominate.
   *
   * @param required what the process would have to dominate
   */
  record ByTrustLabel(PipLabel required) implements Cause {}

  /** The owner's implicit rights. */
  record ByOwnership() implements Cause {}

  /** There is no DACL. */
  record ByNullDacl() implements Cause {}

  /**
   * An ACE of the DACL.
   *
   * @param ace its index
   */
  record ByAce(int ace) implements Cause {}

  /**
   * An ACE that speaks of another node of the object's tree: a denial goes up to the ancestors, a grant when all
   * children have it.
   *
   * @param ace its index
   */
  record ByAceBelow(int ace) implements Cause {}

  /** The second reading of the DACL, as restricting SIDs or as the package, did not grant it. */
  record NotGrantedTo(View view) implements Cause {}

  /**
   * A rule of a central policy did not grant it.
   *
   * @param policy the policy's SID
   * @param rule the rule's index in the policy
   */
  record ByPolicyRule(Sid policy, int rule) implements Cause {}

  /** Nothing granted it and nothing denied it: no ACE that names the subject has the bit. */
  record NothingGrants() implements Cause {}
}
