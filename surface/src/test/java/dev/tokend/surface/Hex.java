package dev.tokend.surface;

import java.util.HexFormat;

/** Bytes as docs/protocol.md lists them, field by field. */
public final class Hex {
  private Hex() {}

  /** The bytes of "01 0a ff"; what follows a semicolon on a line is a remark. */
  public static byte[] bytes(String text) {
    return HexFormat.of().parseHex(text.replaceAll("(?m);.*$", "").replaceAll("\\s", ""));
  }
}
