package dev.tokend.kacs.claim;

/** The flag bits of a claim (KACS v0.22 §3.9). Other bits are kept and mean nothing. */
public final class ClaimFlags {
  /** A resource attribute that new objects do not inherit. */
  public static final int NON_INHERITABLE = 0x0001;

  /** String and octet comparisons with the claim are exact. */
  public static final int VALUE_CASE_SENSITIVE = 0x0002;

  /** The claim is absent in conditions of allow entries. */
  public static final int USE_FOR_DENY_ONLY = 0x0004;

  /** The claim is absent everywhere. */
  public static final int DISABLED = 0x0010;

  /** The claim is protected from unprivileged change. */
  public static final int MANDATORY = 0x0020;

  private ClaimFlags() {}
}
