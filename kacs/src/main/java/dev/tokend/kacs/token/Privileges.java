package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.Privilege;

/**
 * The privileges of a token as four masks, bit <i>n</i> for the privilege of bit <i>n</i> (formats §4.5). Undefined
 * bits are kept like any other.
 *
 * <p>In binary four u64 in this order, 32 bytes.
 *
 * @param present which the token has
 * @param enabled which are on now
 * @param enabledByDefault which were on at first, and are again after a reset
 * @param used which have made an operation succeed
 */
public record Privileges(long present, long enabled, long enabledByDefault, long used) {
  /** No privileges. */
  public static final Privileges NONE = new Privileges(0, 0, 0, 0);

  /** Whether the token has it, on or off. */
  public boolean isPresent(Privilege privilege) {
    return (present & privilege.mask()) != 0;
  }

  /** Whether it is on. */
  public boolean isEnabled(Privilege privilege) {
    return (enabled & privilege.mask()) != 0;
  }

  /** Whether a reset turns it on. */
  public boolean isEnabledByDefault(Privilege privilege) {
    return (enabledByDefault & privilege.mask()) != 0;
  }

  /** Whether it has made an operation succeed. */
  public boolean isUsed(Privilege privilege) {
    return (used & privilege.mask()) != 0;
  }

  static Privileges read(ByteReader in) throws MalformedException {
    return new Privileges(in.i64(), in.i64(), in.i64(), in.i64());
  }

  void writeTo(ByteWriter out) {
    out.i64(present).i64(enabled).i64(enabledByDefault).i64(used);
  }
}
