package dev.tokend.kacs.access;

/**
 * A process integrity protection level, KACS v0.22 §10.7: what a process has, and what a trust label asks for.
 *
 * <p>It belongs to the calling process and never to a token: neither impersonation nor a privilege changes it.
 *
 * @param type the protection type, unsigned
 * @param trust the trust level of the binary's signer, unsigned
 */
public record PipLabel(int type, int trust) {
  /** An unsigned process: it dominates no trust label but S-1-19-0-0. */
  public static final PipLabel NONE = new PipLabel(0, 0);

  /** Whether both numbers are at least those of {@code other}, compared without sign. */
  public boolean dominates(PipLabel other) {
    return Integer.compareUnsigned(type, other.type) >= 0 && Integer.compareUnsigned(trust, other.trust) >= 0;
  }
}
