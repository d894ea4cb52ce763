package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation failed, as data: which check refused, and what it would have taken.
 *
 * <pre>
 *   0  u32  errno
 *   4  u32  need: 0 none, 1 token rights, 2 process rights, 3 privilege
 *   8  u32  the rights mask, or the privilege's bit number
 *  12  u32  detail; for ERANGE the length that would have been enough, else 0
 *  16  u16  length and UTF-8 of the operation's name
 *      u16  length and UTF-8 of the check: section and row
 *      u16  length and UTF-8 of the reason
 *      u8   length and SID of the user the target runs as; 0 = not told
 * </pre>
 *
 * @param errno the Linux error number
 * @param operation the operation that failed, "open_process"
 * @param check the check that refused, "tokens §9.2 row 6"
 * @param reason why, in words
 * @param need what would have been needed, where that is one thing
 * @param targetUser the user that the target runs as, where the caller may know it
 * @param detail a number that belongs to the error, or 0
 */
public record Failure(
    Errno errno,
    String operation,
    String check,
    String reason,
    @Nullable Need need,
    @Nullable Sid targetUser,
    int detail) {

  private static final int MAX_TEXT = 2048;

  /** Reads a failure payload. */
  public static Failure decode(byte[] payload) throws MalformedException {
    ByteReader in = new ByteReader("failure", payload, 0, payload.length);
    Errno errno = Errno.byNumber(in.i32());
    if (errno == null) {
      throw new MalformedException("failure", 0, "unknown errno");
    }
    int needKind = in.i32();
    int needValue = in.i32();
    Need need =
        switch (needKind) {
          case 0 -> null;
          case 1 -> new Need.TokenRights(needValue);
          case 2 -> new Need.ProcessRights(needValue);
          case 3 -> privilege(needValue);
          default -> throw new MalformedException("failure", 4, "unknown kind of need");
        };
    int detail = in.i32();
    String operation = text(in);
    String check = text(in);
    String reason = text(in);
    int sidLength = in.u8();
    Sid user = sidLength == 0 ? null : Sid.readExact(in.bytes(sidLength));
    in.expectEnd();
    return new Failure(errno, operation, check, reason, need, user, detail);
  }

  private static Need privilege(int bit) throws MalformedException {
    Privilege privilege = Privilege.byBit(bit);
    if (privilege == null) {
      throw new MalformedException("failure", 8, "unknown privilege");
    }
    return new Need.PrivilegeNeeded(privilege);
  }

  /** The payload. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(128);
    out.i32(errno.number());
    switch (need) {
      case null -> writeNeed(out, 0, 0);
      case Need.TokenRights(int mask) -> writeNeed(out, 1, mask);
      case Need.ProcessRights(int mask) -> writeNeed(out, 2, mask);
      case Need.PrivilegeNeeded(Privilege p) -> writeNeed(out, 3, p.bit());
    }
    out.i32(detail);
    writeText(out, operation);
    writeText(out, check);
    writeText(out, reason);
    if (targetUser == null) {
      out.u8(0);
    } else {
      out.u8(targetUser.size());
      targetUser.writeTo(out);
    }
    return out.toByteArray();
  }

  private static void writeNeed(ByteWriter out, int kind, int value) {
    out.i32(kind);
    out.i32(value);
  }

  private static String text(ByteReader in) throws MalformedException {
    int length = in.u16();
    if (length > MAX_TEXT) {
      throw in.fail("text of more than " + MAX_TEXT + " bytes");
    }
    return new String(in.bytes(length), StandardCharsets.UTF_8);
  }

  private static void writeText(ByteWriter out, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(utf8.length, MAX_TEXT);
    while (length < utf8.length && (utf8[length] & 0xC0) == 0x80) {
      // Not in the middle of a character.
      length--;
    }
    out.u16(length);
    out.bytes(length == utf8.length ? utf8 : Arrays.copyOf(utf8, length));
  }
}
