package dev.tokend.kacs.token;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sid.SidArray;
import java.util.List;

/** Writes query answers (formats §8). */
final class PayloadWriter {
  private PayloadWriter() {}

  static void write(ByteWriter out, QueryPayload payload) {
    switch (payload) {
      case QueryPayload.SidPayload p -> p.sid().writeTo(out);
      case QueryPayload.OptionalSid p -> {
        if (p.sid() != null) {
          p.sid().writeTo(out);
        }
      }
      case QueryPayload.SidList p -> SidArray.writeCounted(out, p.entries());
      case QueryPayload.PrivilegeWords p -> p.privileges().writeTo(out);
      case QueryPayload.U32 p -> out.i32(p.value());
      case QueryPayload.U64 p -> out.i64(p.value());
      case QueryPayload.Source p -> p.source().writeTo(out);
      case QueryPayload.StatisticsPayload p -> p.statistics().writeTo(out);
      case QueryPayload.AclPayload p -> {
        if (p.acl() != null) {
          p.acl().writeTo(out);
        }
      }
      case QueryPayload.Claims p -> ClaimCodec.writeArray(out, p.claims());
      case QueryPayload.Gids p -> {
        out.i32(p.gids().size());
        gids(out, p.gids());
      }
    }
  }

  static void gids(ByteWriter out, List<Integer> gids) {
    for (int i = 0; i < gids.size(); i++) {
      out.i32(gids.get(i));
    }
  }
}
