package dev.tokend.kacs.token;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.catalog.PayloadKind;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidArray;
import java.util.ArrayList;
import java.util.List;

/** Reads query answers by their shape (formats §8). */
final class PayloadReader {
  private PayloadReader() {}

  static QueryPayload read(PayloadKind kind, ByteReader in) throws MalformedException {
    return switch (kind) {
      case SID -> new QueryPayload.SidPayload(Sid.read(in));
      case SID_OPTIONAL -> new QueryPayload.OptionalSid(in.remaining() == 0 ? null : Sid.read(in));
      case SID_LIST -> new QueryPayload.SidList(SidArray.readCounted(in));
      case PRIVILEGES -> new QueryPayload.PrivilegeWords(Privileges.read(in));
      case U32 -> new QueryPayload.U32(in.i32());
      case U64 -> new QueryPayload.U64(in.i64());
      case SOURCE -> new QueryPayload.Source(TokenSource.read(in));
      case STATISTICS -> new QueryPayload.StatisticsPayload(Statistics.read(in));
      case ACL -> new QueryPayload.AclPayload(in.remaining() == 0 ? null : Acl.read(in));
      case CLAIMS -> new QueryPayload.Claims(ClaimCodec.readArray(in));
      case GID_LIST -> new QueryPayload.Gids(gids(in, in.u32()));
    };
  }

  /** Reads {@code count} numbers of 32 bits. */
  static List<Integer> gids(ByteReader in, long count) throws MalformedException {
    if (count > in.remaining() / 4) {
      throw in.fail(count + " gids do not fit in " + in.remaining() + " bytes");
    }
    List<Integer> gids = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      gids.add(in.i32());
    }
    return gids;
  }
}
