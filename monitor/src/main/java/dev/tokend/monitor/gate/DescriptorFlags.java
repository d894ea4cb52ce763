package dev.tokend.monitor.gate;

/** The flags of a get or set request about a token's own security descriptor (formats §4.4, tokens §16). */
public final class DescriptorFlags {
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;

  private DescriptorFlags() {}

  /** Whether nothing but AT_EMPTY_PATH and AT_SYMLINK_NOFOLLOW is set. */
  public static boolean isValid(int flags) {
    return (flags & ~(AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW)) == 0;
  }
}
