package dev.tokend.kacs.access.naive;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A case: everything that goes into one check.
 *
 * @param mapping read, write, execute, all
 * @param policies the known policies by SID
 */
public record NaiveCase(
    NaiveToken token,
    int pipType,
    int pipTrust,
    @Nullable Descriptor descriptor,
    int desired,
    int[] mapping,
    int intent,
    @Nullable String selfSid,
    @Nullable List<Node> objectTypes,
    boolean perNode,
    List<NaiveClaim> localClaims,
    Map<String, List<Rule>> policies) {

  /** The same case with another token. */
  public NaiveCase withToken(NaiveToken other) {
    return new NaiveCase(
        other, pipType, pipTrust, descriptor, desired, mapping, intent, selfSid, objectTypes, perNode, localClaims,
        policies);
  }

  /** The same case with another DACL. */
  public NaiveCase withDacl(List<NaiveAce> dacl) {
    Descriptor other = new Descriptor(descriptor.owner(), descriptor.group(), dacl, descriptor.sacl());
    return new NaiveCase(
        token, pipType, pipTrust, other, desired, mapping, intent, selfSid, objectTypes, perNode, localClaims,
        policies);
  }

  /** A security descriptor; a null list is a NULL DACL, or no SACL. */
  public record Descriptor(
      @Nullable String owner, @Nullable String group, @Nullable List<NaiveAce> dacl, @Nullable List<NaiveAce> sacl) {}

  /** An entry of the object type list. */
  public record Node(int level, String guid) {}

  /** A rule of a central policy; a null list is an absent ACL. */
  public record Rule(
      @Nullable NaiveCondition appliesTo,
      List<NaiveAce> dacl,
      @Nullable List<NaiveAce> sacl,
      @Nullable List<NaiveAce> stagedDacl,
      @Nullable List<NaiveAce> stagedSacl) {}
}
