package dev.tokend.kacs.condition;

/**
 * The claims that an expression can name.
 *
 * @param user the user claims of the token
 * @param device the device claims of the token
 * @param resource the resource attributes of the object's SACL, in order
 * @param local the claims passed with the request
 */
public record Attributes(AttributeSet user, AttributeSet device, AttributeSet resource, AttributeSet local) {
  /** No attributes at all. */
  public static final Attributes NONE =
      new Attributes(AttributeSet.EMPTY, AttributeSet.EMPTY, AttributeSet.EMPTY, AttributeSet.EMPTY);

  /** The claims of one namespace. */
  public AttributeSet of(AttributeNamespace namespace) {
    return switch (namespace) {
      case USER -> user;
      case DEVICE -> device;
      case RESOURCE -> resource;
      case LOCAL -> local;
    };
  }
}
