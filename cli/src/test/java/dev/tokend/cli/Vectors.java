package dev.tokend.cli;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The public test vectors of the access check, which belong to the library. */
public final class Vectors {
  /** The file, seen from this module. */
  public static final Path FILE = Path.of("../kacs/src/test/resources/vectors/access-check.jsonl");

  private Vectors() {}

  /** Its lines. */
  public static List<String> lines() {
    try {
      return Files.readAllLines(FILE, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line as JSON. */
  static JsonObject json(String line) {
    return JsonParser.parseString(line).getAsJsonObject();
  }
}
