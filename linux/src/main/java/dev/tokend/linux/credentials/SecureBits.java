package dev.tokend.linux.credentials;

/** The flags of a thread that say how user id 0 and capabilities go together (capabilities(7), "securebits"). */
public final class SecureBits {
  /** execve(2) gives user id 0 no capabilities. */
  public static final int NO_ROOT = 1;

  /** {@link #NO_ROOT} stays as it is, for good. */
  public static final int NO_ROOT_LOCKED = 1 << 1;

  /** Changes of user ids from and to 0 leave the capabilities alone. */
  public static final int NO_SETUID_FIXUP = 1 << 2;

  /** A change of user ids from 0 keeps the permitted set; execve(2) clears the flag. */
  public static final int KEEP_CAPABILITIES = 1 << 4;

  /** The ambient set cannot grow. */
  public static final int NO_AMBIENT_RAISE = 1 << 6;

  private SecureBits() {}
}
