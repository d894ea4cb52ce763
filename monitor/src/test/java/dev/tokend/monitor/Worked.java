package dev.tokend.monitor;

import dev.tokend.kacs.bytes.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The worked examples of the formats page: lines of names and bytes in hex. */
public final class Worked {
  private Worked() {}

  /** The spec of sample token A, B or C (formats §9.4 to §9.6). */
  public static Bytes spec(String name) {
    return find("worked-specs.txt", name);
  }

  /** A descriptor or ACL of formats §5.4. */
  public static Bytes descriptor(String name) {
    return find("worked-descriptors.txt", name);
  }

  /** The words of every line of a file. */
  public static List<String[]> lines(String file) {
    try (InputStream in = Worked.class.getResourceAsStream(file)) {
      List<String[]> lines = new ArrayList<>();
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
        if (!line.startsWith("#")) {
          lines.add(line.split(" "));
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes find(String file, String name) {
    for (String[] line : lines(file)) {
      if (line[0].equals(name)) {
        return Bytes.of(HexFormat.of().parseHex(line[1]));
      }
    }
    throw new IllegalArgumentException(name);
  }
}
