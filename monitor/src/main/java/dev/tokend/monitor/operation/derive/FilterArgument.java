package dev.tokend.monitor.operation.derive;

import dev.tokend.kacs.bytes.Bytes;

/**
 * What a filter takes away (formats §11.1, kacs_restrict_args).
 *
 * @param privilegesToDelete one bit each; absent ones do not matter
 * @param denyCount how many group indices the payload holds, unsigned
 * @param restrictCount how many SIDs the payload holds, unsigned
 * @param flags {@link #WRITE_RESTRICTED} or 0
 * @param payload the group indices as u32, then the SIDs without lengths or padding
 */
public record FilterArgument(
    long privilegesToDelete, int denyCount, int restrictCount, int flags, Bytes payload) {
  /** Flag: the restricting SIDs limit only writing. */
  public static final int WRITE_RESTRICTED = 0x1;
}
