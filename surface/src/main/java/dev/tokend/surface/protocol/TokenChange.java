package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One change of a watched token.
 *
 * <pre>
 *      u64  its number, from 0, which is how the token was when the watch began
 *      u64  when, in milliseconds of Unix time
 *      u32  what: the code of a {@link Kind}
 *      u32  how many changes before it are left out
 *      u16  length and UTF-8 of the operation by which; nothing where it was none
 *      u8   who did it: 0 nobody, 1 told here, 2 not to be told
 *           for 1: u32 pid, u16 length and UTF-8 of the process's name, u16 length and UTF-8 of its program's path
 *                  (each of length 0 where it is not known), u8 length and SID of its user, u64 its token's id,
 *                  u8 1 = it impersonates
 *      u32  length and {@link Inspection} of the token afterwards, with every class and the facts; 0 where it may not
 *           be looked at or is no more
 * </pre>
 *
 * @param number in the order of the changes of this watch; it goes on over those that are left out
 * @param atMillis when, in milliseconds of Unix time
 * @param kind what happened
 * @param missed how many changes before it are left out, because they were not asked for in time
 * @param operation by which operation of {@link Operation}, empty where it was none
 * @param by who did it
 * @param token the bytes of an {@link Inspection} of the token afterwards; null where it may not be looked at
 */
public record TokenChange(
    long number, long atMillis, Kind kind, int missed, String operation, By by, byte @Nullable [] token) {

  /** What can happen to a watched token. */
  public enum Kind {
    /** Nothing: this is how it was at the beginning. */
    BEGUN(0),
    /** It was adjusted. */
    ADJUSTED(1),
    /** It became half of an elevation pair, or its elevation changed otherwise. */
    LINKED(2),
    /** Its logon session was invalidated. */
    SESSION_INVALIDATED(3),
    /** The process got another primary token by a request. */
    REPLACED(4),
    /** The process's token follows from its Linux credentials, and was derived again. */
    DERIVED_AGAIN(5),
    /** The thread acts as another token. */
    IMPERSONATED(6),
    /** The thread acts as its process again. */
    REVERTED(7),
    /** The process has ended. */
    PROCESS_ENDED(8),
    /** The last copy of the watched handle was closed. */
    HANDLE_CLOSED(9),
    /** The thread has ended, and its process has not. */
    THREAD_ENDED(10);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    private static @Nullable Kind byCode(int code) {
      for (Kind kind : values()) {
        if (kind.code == code) {
          return kind;
        }
      }
      return null;
    }
  }

  /** Who made a change. */
  public sealed interface By {
    /** It came about without a request. */
    record Nobody() implements By {}

    /** Somebody of whom the one who watches may not be told. */
    record Untold() implements By {}

    /**
     * A process.
     *
     * @param pid its number as the authority sees it
     * @param name what it calls itself, empty where it is not known
     * @param program the path of its program, empty where it is not known
     * @param user the user of its effective token
     * @param tokenId that token
     * @param impersonating whether it acts as somebody else
     */
    record Somebody(int pid, String name, String program, Sid user, long tokenId, boolean impersonating)
        implements By {}
  }

  /** Reads one. */
  static TokenChange read(ByteReader in) throws MalformedException {
    long number = in.i64();
    long at = in.i64();
    Kind kind = Kind.byCode(in.i32());
    if (kind == null) {
      throw in.fail("unknown kind of change");
    }
    int missed = in.i32();
    String operation = text(in);
    By by = by(in);
    int length = in.i32();
    if (length < 0 || length > in.remaining()) {
      throw in.fail("the token runs past the end");
    }
    byte[] token = length == 0 ? null : in.bytes(length);
    return new TokenChange(number, at, kind, missed, operation, by, token);
  }

  private static By by(ByteReader in) throws MalformedException {
    return switch (in.u8()) {
      case 0 -> new By.Nobody();
      case 1 -> somebody(in);
      case 2 -> new By.Untold();
      default -> throw in.fail("unknown kind of actor");
    };
  }

  private static By somebody(ByteReader in) throws MalformedException {
    int pid = in.i32();
    String name = text(in);
    String program = text(in);
    Sid user = Sid.readExact(in.bytes(in.u8()));
    long token = in.i64();
    int impersonating = in.u8();
    if (impersonating > 1) {
      throw in.fail("neither 0 nor 1");
    }
    return new By.Somebody(pid, name, program, user, token, impersonating == 1);
  }

  private static String text(ByteReader in) throws MalformedException {
    return new String(in.bytes(in.u16()), StandardCharsets.UTF_8);
  }

  void writeTo(ByteWriter out) {
    out.i64(number);
    out.i64(atMillis);
    out.i32(kind.code);
    out.i32(missed);
    write(operation, out);
    switch (by) {
      case By.Nobody n -> out.u8(0);
      case By.Untold u -> out.u8(2);
      case By.Somebody some -> {
        out.u8(1);
        out.i32(some.pid());
        write(some.name(), out);
        write(some.program(), out);
        out.u8(some.user().size());
        some.user().writeTo(out);
        out.i64(some.tokenId());
        out.u8(some.impersonating() ? 1 : 0);
      }
    }
    out.i32(token == null ? 0 : token.length);
    if (token != null) {
      out.bytes(token);
    }
  }

  private static void write(String text, ByteWriter out) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.u16(utf8.length);
    out.bytes(utf8);
  }
}
