package dev.tokend.kacs.sd;

import dev.tokend.kacs.sid.Sid;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the descriptor of a new object is made from (KACS v0.22 §5, security-descriptors §8.3).
 *
 * @param parent the container it is created in; null for none
 * @param requested the descriptor that its creator asks for; null for none
 * @param defaults what the creator's token gives where nothing was asked for
 * @param container whether the new object may itself have children
 * @param objectClass the class of the new object, where classes exist
 * @param genericMapping replaces the generic bits of a mask by the object's own rights
 */
public record NewObject(
    @Nullable SecurityDescriptor parent,
    @Nullable SecurityDescriptor requested,
    Defaults defaults,
    boolean container,
    @Nullable Guid objectClass,
    IntUnaryOperator genericMapping) {
  /**
   * What the creator's tokens give.
   *
   * @param owner the default owner of the effective token
   * @param group its primary group, if it has one
   * @param dacl its default DACL, if it has one
   * @param serverDacl the default DACL of the <em>primary</em> token, for a request with
   *     {@link SdControl#SERVER_SECURITY}
   */
  public record Defaults(Sid owner, @Nullable Sid group, @Nullable Acl dacl, @Nullable Acl serverDacl) {}

  /**
   * The descriptor of the new object. Owner and group are as requested, else the defaults. Each list is as requested,
   * followed by what the parent passes on where the request asks for that; without a request it is what the parent
   * passes on, else the default.
   *
   * @throws DescriptorException if an entry needs a group that is not there, or the result is too large
   */
  public SecurityDescriptor descriptor() throws DescriptorException {
    return new NewDescriptor(this).build();
  }
}
