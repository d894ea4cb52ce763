package dev.tokend.kacs.condition;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A string of octets, {@code #00ff} in text. Immutable. */
public final class OctetLiteral implements Literal {
  private final byte[] octets;

  /** A copy of the octets. */
  public OctetLiteral(byte[] octets) {
    this.octets = octets.clone();
  }

  /** A copy of the octets. */
  public byte[] toByteArray() {
    return octets.clone();
  }

  /** The octets themselves, for readers inside the package that never write. */
  byte[] shared() {
    return octets;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OctetLiteral that && Arrays.equals(octets, that.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  @Override
  public String toString() {
    return "#" + HexFormat.of().formatHex(octets);
  }
}
