package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * How writing the audit trail goes.
 *
 * <pre>
 *   0  u64  lines that were lost since the authority started
 *   8  u16  length and UTF-8 of where it is written to
 *      u16  length and UTF-8 of why it cannot be written; nothing = it can
 * </pre>
 *
 * @param place {@code journal}, a path, or {@code off}
 * @param trouble why the last line could not be written, or null
 * @param lost how many lines were lost in all
 */
public record AuditStatus(String place, @Nullable String trouble, long lost) {

  /** Nothing is written, and so nothing is lost. */
  public static final AuditStatus OFF = new AuditStatus("off", null, 0);

  private static final int MAX_TEXT = 2048;

  static AuditStatus read(ByteReader in) throws MalformedException {
    long lost = in.i64();
    String place = text(in);
    String trouble = text(in);
    return new AuditStatus(place, trouble.isEmpty() ? null : trouble, lost);
  }

  private static String text(ByteReader in) throws MalformedException {
    return new String(in.bytes(in.u16()), StandardCharsets.UTF_8);
  }

  void writeTo(ByteWriter out) {
    out.i64(lost);
    write(place, out);
    write(trouble == null ? "" : trouble, out);
  }

  private static void write(String text, ByteWriter out) {
    String kept = text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text;
    byte[] utf8 = kept.getBytes(StandardCharsets.UTF_8);
    out.u16(utf8.length);
    out.bytes(utf8);
  }
}
