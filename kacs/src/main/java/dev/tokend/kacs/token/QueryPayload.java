package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.PayloadKind;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query of one class (KACS v0.22 §13.2, formats §8). All numbers are little-endian.
 *
 * <p>Numbers that name something, such as a type or a level, stay numbers here: an answer is shown as it was given.
 */
public sealed interface QueryPayload {
  /**
   * Decodes an answer.
   *
   * @throws MalformedException if the bytes are not exactly one answer of that class
   */
  static QueryPayload decode(QueryClass queryClass, byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader(queryClass.className(), bytes);
    QueryPayload payload = PayloadReader.read(queryClass.payload(), in);
    in.expectEnd();
    return payload;
  }

  /** The bytes of the answer. */
  default byte[] encode() {
    ByteWriter out = new ByteWriter();
    PayloadWriter.write(out, this);
    return out.toByteArray();
  }

  /** The shape of the answer. */
  PayloadKind kind();

  /**
   * One SID.
   *
   * @param sid the SID
   */
  record SidPayload(Sid sid) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.SID;
    }
  }

  /**
   * One SID, or zero bytes.
   *
   * @param sid the SID, or null when there is none
   */
  record OptionalSid(@Nullable Sid sid) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.SID_OPTIONAL;
    }
  }

  /**
   * A count and SIDs with attributes.
   *
   * @param entries in token order
   */
  record SidList(List<SidAndAttributes> entries) implements QueryPayload {
    /** Takes a copy. */
    public SidList {
      entries = List.copyOf(entries);
    }

    @Override
    public PayloadKind kind() {
      return PayloadKind.SID_LIST;
    }
  }

  /**
   * The four privilege masks.
   *
   * @param privileges the masks
   */
  record PrivilegeWords(Privileges privileges) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.PRIVILEGES;
    }
  }

  /**
   * One u32.
   *
   * @param value to be read as unsigned
   */
  record U32(int value) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.U32;
    }
  }

  /**
   * One u64.
   *
   * @param value to be read as unsigned
   */
  record U64(long value) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.U64;
    }
  }

  /**
   * Who made the token.
   *
   * @param source the maker
   */
  record Source(TokenSource source) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.SOURCE;
    }
  }

  /**
   * The numbers of the token.
   *
   * @param statistics the numbers
   */
  record StatisticsPayload(Statistics statistics) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.STATISTICS;
    }
  }

  /**
   * One ACL, or zero bytes. An ACL without entries is 8 bytes and is not the same as none.
   *
   * @param acl the ACL, or null when there is none
   */
  record AclPayload(@Nullable Acl acl) implements QueryPayload {
    @Override
    public PayloadKind kind() {
      return PayloadKind.ACL;
    }
  }

  /**
   * Claims in canonical layout; zero bytes when there are none.
   *
   * @param claims in token order
   */
  record Claims(List<Claim> claims) implements QueryPayload {
    /** Takes a copy. */
    public Claims {
      claims = List.copyOf(claims);
    }

    @Override
    public PayloadKind kind() {
      return PayloadKind.CLAIMS;
    }
  }

  /**
   * A count and Linux group numbers.
   *
   * @param gids in stored order, to be read as unsigned
   */
  record Gids(List<Integer> gids) implements QueryPayload {
    /** Takes a copy. */
    public Gids {
      gids = List.copyOf(gids);
    }

    @Override
    public PayloadKind kind() {
      return PayloadKind.GID_LIST;
    }
  }
}
