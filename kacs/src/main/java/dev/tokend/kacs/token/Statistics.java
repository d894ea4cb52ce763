package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.TokenType;

/**
 * The numbers of a token object (formats §8, class 11). In binary 40 bytes: three u64, the type as u32, a u32 of 0, the
 * expiration as u64.
 *
 * @param tokenId the identity of this token object, unique among all that ever were
 * @param authId the logon session
 * @param modifiedId starts as the token id and grows by one with each successful adjustment; compare for equality only
 * @param type primary or impersonation
 * @param expiration 0 for none; its unit is the maker's, by custom Unix seconds; never enforced
 */
public record Statistics(long tokenId, long authId, long modifiedId, TokenType type, long expiration) {
  static Statistics read(ByteReader in) throws MalformedException {
    long tokenId = in.i64();
    long authId = in.i64();
    long modifiedId = in.i64();
    int typeAt = in.position();
    int number = in.i32();
    TokenType type = TokenType.byValue(number);
    if (type == null) {
      throw in.failAt(typeAt, "token type " + Integer.toUnsignedString(number) + " is neither 1 nor 2");
    }
    if (in.i32() != 0) {
      throw in.failAt(typeAt + 4, "padding is not 0");
    }
    return new Statistics(tokenId, authId, modifiedId, type, in.i64());
  }

  void writeTo(ByteWriter out) {
    out.i64(tokenId).i64(authId).i64(modifiedId).i32(type.value()).i32(0).i64(expiration);
  }
}
