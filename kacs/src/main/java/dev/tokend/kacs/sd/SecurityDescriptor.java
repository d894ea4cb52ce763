package dev.tokend.kacs.sd;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.sid.Sid;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A self-relative security descriptor ([MS-DTYP] 2.4.6, security-descriptors §2).
 *
 * <p>Layout: revision u8 = 1, a byte, control u16, then the offsets of owner, group, SACL and DACL as u32 with 0 for
 * none; then those components in any order. One that was parsed writes exactly the bytes it was parsed from, gaps and
 * trailing bytes included; one that was built has its components packed in the order owner, group, SACL, DACL.
 *
 * <p>A missing DACL and an empty one are opposites: without {@link SdControl#DACL_PRESENT} everything is granted, and a
 * DACL without entries grants nothing. {@link #daclState} tells them apart. The fourth state of [MS-DTYP], present with
 * offset 0, is malformed in KACS and is refused rather than taken for one of the others.
 */
public final class SecurityDescriptor {
  /** The size of the header, in bytes. */
  public static final int HEADER_SIZE = 20;

  /** The largest size, in bytes. */
  public static final int MAX_SIZE = 65535;

  /** What the DACL lets everybody do. */
  public enum DaclState {
    /** There is no discretionary control: everything is granted. */
    NULL,
    /** A DACL without entries: nothing is granted. */
    EMPTY,
    /** The entries decide. */
    FILLED
  }

  static final int REVISION = 1;

  private final byte[] bytes;
  private final int control;
  private final @Nullable Sid owner;
  private final @Nullable Sid group;
  private final @Nullable Acl sacl;
  private final @Nullable Acl dacl;

  /** Takes the binary form and the parts that it consists of. */
  SecurityDescriptor(
      byte[] bytes, int control, @Nullable Sid owner, @Nullable Sid group, @Nullable Acl sacl, @Nullable Acl dacl) {
    this.bytes = bytes;
    this.control = control;
    this.owner = owner;
    this.group = group;
    this.sacl = sacl;
    this.dacl = dacl;
  }

  /**
   * Parses a descriptor that the whole array is; bytes that no component uses are kept.
   *
   * @throws MalformedException if a rule of security-descriptors §2.2 does not hold
   */
  public static SecurityDescriptor parse(byte[] input) throws MalformedException {
    ByteReader in = new ByteReader("security descriptor", input);
    if (input.length < HEADER_SIZE || input.length > MAX_SIZE) {
      throw in.fail("has " + input.length + " bytes; 20 to 65535 are allowed");
    }
    byte[] bytes = input.clone();
    int revision = in.u8();
    if (revision != REVISION) {
      throw in.failAt(0, "revision is " + revision + ", not 1");
    }
    in.skip(1);
    int control = in.u16();
    if ((control & SdControl.SELF_RELATIVE) == 0) {
      throw in.failAt(2, "is not self-relative");
    }
    Components components = new Components(bytes);
    int ownerAt = components.offset(in);
    int groupAt = components.offset(in);
    int saclAt = components.offset(in);
    int daclAt = components.offset(in);
    Sid owner = components.sid(ownerAt);
    Sid group = components.sid(groupAt);
    Components.checkPresence(saclAt, 12, (control & SdControl.SACL_PRESENT) != 0, "SACL");
    Components.checkPresence(daclAt, 16, (control & SdControl.DACL_PRESENT) != 0, "DACL");
    Acl sacl = components.acl(saclAt);
    Acl dacl = components.acl(daclAt);
    components.checkOverlap();
    return new SecurityDescriptor(bytes, control, owner, group, sacl, dacl);
  }

  /** A builder of a descriptor with nothing in it. */
  public static SecurityDescriptorBuilder builder() {
    return new SecurityDescriptorBuilder();
  }

  /** A builder that starts with everything this descriptor has, the second header byte included. */
  public SecurityDescriptorBuilder toBuilder() {
    return builder()
        .owner(owner).group(group).sacl(sacl).dacl(dacl).control(control).resourceManagerControl(bytes[1]);
  }

  /** The owner, if there is one; an access check needs it. */
  public @Nullable Sid owner() {
    return owner;
  }

  /** The primary group, if there is one. */
  public @Nullable Sid group() {
    return group;
  }

  /** The system ACL; null if there is none. */
  public @Nullable Acl sacl() {
    return sacl;
  }

  /** The discretionary ACL; null if there is none, which grants everything. */
  public @Nullable Acl dacl() {
    return dacl;
  }

  /** What the DACL lets everybody do. */
  public DaclState daclState() {
    if (dacl == null) {
      return DaclState.NULL;
    }
    return dacl.isEmpty() ? DaclState.EMPTY : DaclState.FILLED;
  }

  /** The control word: bits of {@link SdControl}. */
  public int control() {
    return control;
  }

  /** Whether all of these control bits are set. */
  public boolean hasControl(int bits) {
    return (control & bits) == bits;
  }

  /** The second header byte, 0..255, which means something only with {@link SdControl#RM_CONTROL_VALID}. */
  public int resourceManagerControl() {
    return bytes[1] & 0xFF;
  }

  /** The size of the binary form, in bytes. */
  public int size() {
    return bytes.length;
  }

  /** The binary form, in a new array. */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /** The same descriptor with its components packed in the usual order, without gaps and trailing bytes. */
  public SecurityDescriptor packed() {
    return toBuilder().build();
  }

  /** Equal when the binary forms are; compare {@link #packed} forms to ignore their layout. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SecurityDescriptor that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SecurityDescriptor[control=0x" + HexFormat.of().toHexDigits((short) control)
        + ", owner=" + owner + ", group=" + group + ", sacl=" + sacl + ", dacl=" + dacl + "]";
  }
}
