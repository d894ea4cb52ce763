package dev.tokend.monitor;

import java.util.HexFormat;

/** Bytes as the specification prints them. */
public final class Hex {
  private Hex() {}

  /** The bytes of "01 0a ff", or of a dump whose lines begin with a four-digit offset. */
  public static byte[] bytes(String text) {
    return HexFormat.of().parseHex(text.replaceAll("(?m)^\\s*[0-9a-f]{4}\\s\\s", "").replaceAll("\\s", ""));
  }
}
