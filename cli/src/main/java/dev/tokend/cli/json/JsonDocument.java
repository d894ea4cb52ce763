package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.UtcTime;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One JSON document: the schema's name first, then the members that are added, each in the way of the schema. */
public final class JsonDocument {
  /** The name and version of the contract that every document keeps. */
  public static final String SCHEMA = "token/1";

  private final StringWriter text = new StringWriter();
  private final JsonWriter out = new JsonWriter(text);
  private final SidNames names;

  /**
   * Begins a document.
   *
   * @param names the names of the SIDs in it
   */
  public JsonDocument(SidNames names) throws IOException {
    this(names, "  ");
  }

  private JsonDocument(SidNames names, String indent) throws IOException {
    this.names = names;
    out.setIndent(indent);
    out.setHtmlSafe(false);
    out.beginObject();
    out.name("schema").value(SCHEMA);
  }

  /** Begins a document that is one line. */
  public static JsonDocument line(SidNames names) throws IOException {
    return new JsonDocument(names, "");
  }

  /** Ends the document and gives its text, with a newline at the end. */
  public String end() throws IOException {
    out.endObject();
    return text.append('\n').toString();
  }

  /** The stream, for members that no method here writes. */
  public JsonWriter out() {
    return out;
  }

  /** A SID, or null. */
  public void sid(@Nullable Sid sid) throws IOException {
    if (sid == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    out.name("sid").value(sid.toString());
    out.name("name").value(names.name(sid));
    out.endObject();
  }

  /** A mask of 32 bits with the names of its bits. */
  public void mask(int mask, List<String> bits) throws IOException {
    mask("0x" + padded(Integer.toHexString(mask), 8), bits);
  }

  /** A mask of 64 bits with the names of its bits. */
  public void mask(long mask, List<String> bits) throws IOException {
    mask("0x" + padded(Long.toHexString(mask), 16), bits);
  }

  private void mask(String hex, List<String> bits) throws IOException {
    out.beginObject();
    out.name("mask").value(hex);
    out.name("names");
    strings(bits);
    out.endObject();
  }

  /** A list of texts. */
  public void strings(List<String> list) throws IOException {
    out.beginArray();
    for (String item : list) {
      out.value(item);
    }
    out.endArray();
  }

  /** A 64-bit number without sign, as a decimal string. */
  public void unsigned(long number) throws IOException {
    out.value(Long.toUnsignedString(number));
  }

  /** Unix seconds, with the date where they are one. */
  public void time(long unixSeconds) throws IOException {
    out.beginObject();
    out.name("unix").value(Long.toUnsignedString(unixSeconds));
    out.name("utc").value(UtcTime.isDate(unixSeconds) ? UtcTime.iso(unixSeconds) : null);
    out.endObject();
  }

  /** Bytes as lower-case hex without spaces. */
  public static String hex(byte[] bytes) {
    StringBuilder hex = new StringBuilder(2 * bytes.length);
    for (byte b : bytes) {
      hex.append(Character.forDigit(b >> 4 & 0xF, 16)).append(Character.forDigit(b & 0xF, 16));
    }
    return hex.toString();
  }

  private static String padded(String digits, int width) {
    return "0".repeat(width - digits.length()) + digits;
  }
}
