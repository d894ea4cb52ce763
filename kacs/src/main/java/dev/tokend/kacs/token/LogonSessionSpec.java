package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * What a logon session is made from (formats §10).
 *
 * <p>In binary 15 to 4096 bytes: logon type u8, package length u16, the package in UTF-8 without NUL at its end, SID
 * length u32, the SID.
 *
 * @param logonType one that KACS takes
 * @param authPackage the authentication package, possibly empty
 * @param userSid who logged on
 */
public record LogonSessionSpec(LogonType logonType, String authPackage, Sid userSid) {
  /** The smallest size, in bytes. */
  public static final int MIN_SIZE = 15;

  /** The largest size, in bytes. */
  public static final int MAX_SIZE = 4096;

  private static final String STRUCTURE = "logon session spec";
  private static final int OVERHEAD = 7;

  /** Refuses what the binary form cannot hold. */
  public LogonSessionSpec {
    if (!logonType.validInKacs()) {
      throw new IllegalArgumentException("a session cannot have logon type " + logonType.label());
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(authPackage)) {
      throw new IllegalArgumentException("authentication package has a lone surrogate");
    }
    int size = OVERHEAD + authPackage.getBytes(StandardCharsets.UTF_8).length + userSid.size();
    if (size > MAX_SIZE) {
      throw new IllegalArgumentException("logon session spec of " + size + " bytes; at most 4096 are allowed");
    }
  }

  /**
   * Parses a spec that the whole array is; the checks are made in the order of formats §10.
   *
   * @throws MalformedException at the first check that fails
   */
  public static LogonSessionSpec parse(byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader(STRUCTURE, bytes);
    if (bytes.length < MIN_SIZE || bytes.length > MAX_SIZE) {
      throw in.fail("has " + bytes.length + " bytes; 15 to 4096 are allowed");
    }
    int number = in.u8();
    LogonType logonType = LogonType.byValue(number);
    if (logonType == null || !logonType.validInKacs()) {
      throw in.failAt(0, "logon type " + number + " is not one of 2, 3, 4, 5, 8, 9");
    }
    ByteReader authPackage = in.slice(in.u16());
    long sidLength = in.u32();
    if (sidLength != in.remaining()) {
      throw in.failAt(in.position() - 4, "SID length is " + sidLength + ", " + in.remaining() + " bytes follow");
    }
    String name = utf8(authPackage);
    Sid sid = Sid.read(in);
    in.expectEnd();
    return new LogonSessionSpec(logonType, name, sid);
  }

  /** The binary form. */
  public byte[] toByteArray() {
    byte[] name = authPackage.getBytes(StandardCharsets.UTF_8);
    ByteWriter out = new ByteWriter(OVERHEAD + name.length + userSid.size());
    out.u8(logonType.value()).u16(name.length).bytes(name).i32(userSid.size());
    userSid.writeTo(out);
    return out.toByteArray();
  }

  private static String utf8(ByteReader in) throws MalformedException {
    int at = in.position();
    ByteBuffer bytes = ByteBuffer.wrap(in.bytes(in.remaining()));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw in.failAt(at + bytes.position(), "authentication package is not UTF-8");
    }
  }
}
