package dev.tokend.kacs.claim;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.sid.Sid;

/** One value of a claim (KACS v0.22 §3.9). */
public sealed interface ClaimValue {
  /** The type that a claim with this value has. */
  ClaimType type();

  /**
   * A signed number.
   *
   * @param value the number
   */
  record Int64(long value) implements ClaimValue {
    @Override
    public ClaimType type() {
      return ClaimType.INT64;
    }
  }

  /**
   * An unsigned number.
   *
   * @param value its 64 bits
   */
  record UInt64(long value) implements ClaimValue {
    @Override
    public ClaimType type() {
      return ClaimType.UINT64;
    }

    @Override
    public String toString() {
      return "UInt64[value=" + Long.toUnsignedString(value) + "]";
    }
  }

  /**
   * Text.
   *
   * @param value well-formed UTF-16 without NUL
   */
  record Text(String value) implements ClaimValue {
    /** Refuses text that the format cannot hold. */
    public Text {
      int fault = Utf16.firstFault(value);
      if (fault >= 0) {
        throw new IllegalArgumentException("claim text has a NUL or a lone surrogate at index " + fault);
      }
    }

    @Override
    public ClaimType type() {
      return ClaimType.STRING;
    }
  }

  /**
   * A SID.
   *
   * @param value the SID
   */
  record SidValue(Sid value) implements ClaimValue {
    @Override
    public ClaimType type() {
      return ClaimType.SID;
    }
  }

  /**
   * A truth value, kept as the number that stands for it.
   *
   * @param raw any non-zero number is true
   */
  record Bool(long raw) implements ClaimValue {
    /** The truth value that {@link #raw} stands for. */
    public boolean isTrue() {
      return raw != 0;
    }

    @Override
    public ClaimType type() {
      return ClaimType.BOOLEAN;
    }
  }

  /**
   * A byte string.
   *
   * @param value the bytes
   */
  record Octets(Bytes value) implements ClaimValue {
    @Override
    public ClaimType type() {
      return ClaimType.OCTET;
    }
  }
}
