package dev.tokend.kacs.access;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.condition.AttributeSet;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One question to the access check (access-check §1). {@link #of} makes a plain one; the {@code with} methods give
 * copies with more.
 *
 * @param subject who asks
 * @param callerPip the protection level of the calling process, never that of a token
 * @param descriptor the object's security descriptor; none is an error of the check
 * @param desired the rights asked for: specific, standard and generic bits, MAXIMUM_ALLOWED
 * @param mapping what the generic bits stand for on this kind of object
 * @param intent bits of {@link PrivilegeIntent}
 * @param selfSid whom PRINCIPAL SELF stands for, if anybody
 * @param objectTypes the parts of the object asked about, or none for the object as a whole
 * @param mode whether the root's answer counts or that of every node, which needs object types
 * @param localAttributes the claims about the request itself, {@code @Local} in conditions
 * @param policies where the central policies named in the SACL are found
 */
public record AccessRequest(
    Subject subject,
    PipLabel callerPip,
    @Nullable PreparedDescriptor descriptor,
    int desired,
    GenericMapping mapping,
    int intent,
    @Nullable Sid selfSid,
    @Nullable ObjectTypeList objectTypes,
    ResultMode mode,
    AttributeSet localAttributes,
    PolicySource policies) {

  /** A plain request: an unsigned process, no intent, no self SID, no object types, no claims, no policies. */
  public static AccessRequest of(
      Subject subject, @Nullable PreparedDescriptor descriptor, int desired, GenericMapping mapping) {
    return new AccessRequest(subject, PipLabel.NONE, descriptor, desired, mapping, PrivilegeIntent.NONE, null, null,
        ResultMode.SCALAR, AttributeSet.EMPTY, PolicySource.NONE);
  }

  /** The same asked by another subject. */
  public AccessRequest withSubject(Subject other) {
    return new AccessRequest(
        other, callerPip, descriptor, desired, mapping, intent, selfSid, objectTypes, mode, localAttributes, policies);
  }

  /** The same for a calling process of that protection level. */
  public AccessRequest withCallerPip(PipLabel pip) {
    return new AccessRequest(
        subject, pip, descriptor, desired, mapping, intent, selfSid, objectTypes, mode, localAttributes, policies);
  }

  /** The same about another object. */
  public AccessRequest withDescriptor(PreparedDescriptor other) {
    return new AccessRequest(
        subject, callerPip, other, desired, mapping, intent, selfSid, objectTypes, mode, localAttributes, policies);
  }

  /** The same for other rights. */
  public AccessRequest withDesired(int mask) {
    return new AccessRequest(
        subject, callerPip, descriptor, mask, mapping, intent, selfSid, objectTypes, mode, localAttributes, policies);
  }

  /** The same with these {@link PrivilegeIntent} bits. */
  public AccessRequest withIntent(int bits) {
    return new AccessRequest(
        subject, callerPip, descriptor, desired, mapping, bits, selfSid, objectTypes, mode, localAttributes, policies);
  }

  /** The same with PRINCIPAL SELF standing for {@code sid}. */
  public AccessRequest withSelfSid(@Nullable Sid sid) {
    return new AccessRequest(
        subject, callerPip, descriptor, desired, mapping, intent, sid, objectTypes, mode, localAttributes, policies);
  }

  /** The same about parts of the object, with the root's answer or that of every node as the result. */
  public AccessRequest withObjectTypes(@Nullable ObjectTypeList types, ResultMode result) {
    return new AccessRequest(
        subject, callerPip, descriptor, desired, mapping, intent, selfSid, types, result, localAttributes, policies);
  }

  /** The same with claims about the request. */
  public AccessRequest withLocalClaims(List<Claim> claims) {
    AttributeSet attributes = AttributeSet.of(claims);
    return new AccessRequest(
        subject, callerPip, descriptor, desired, mapping, intent, selfSid, objectTypes, mode, attributes, policies);
  }

  /** The same with central policies. */
  public AccessRequest withPolicies(PolicySource source) {
    return new AccessRequest(
        subject, callerPip, descriptor, desired, mapping, intent, selfSid, objectTypes, mode, localAttributes, source);
  }

  /** The rights asked for after mapping, MAXIMUM_ALLOWED aside. */
  public int want() {
    return mapping.map(desired & ~AccessMask.MAXIMUM_ALLOWED);
  }

  /** Whether whatever may be had is asked for. */
  public boolean maximumAllowed() {
    return (desired & AccessMask.MAXIMUM_ALLOWED) != 0;
  }

  /** Every right of GENERIC_ALL. */
  int allBits() {
    return mapping.map(AccessMask.GENERIC_ALL);
  }

  /** The bits that an ACE may decide: in a MAXIMUM_ALLOWED request those of GENERIC_ALL, even if others are wanted. */
  int relevant() {
    return maximumAllowed() ? allBits() : want();
  }

  /** The descriptor, in the stages that run only if there is one. */
  PreparedDescriptor object() {
    return Objects.requireNonNull(descriptor, "checked by the gate");
  }

  boolean holds(Privilege privilege) {
    return (subject.privileges() & privilege.mask()) != 0;
  }

  boolean intends(int intentBit) {
    return (intent & intentBit) != 0;
  }
}
