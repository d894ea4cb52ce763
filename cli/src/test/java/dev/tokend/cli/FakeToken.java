package dev.tokend.cli;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A fixed token: the payload of every class, and the facts. */
final class FakeToken {
  private final Map<QueryClass, byte[]> payloads = new EnumMap<>(QueryClass.class);
  private final TokenFacts facts;

  FakeToken(TokenFacts facts) {
    this.facts = facts;
  }

  FakeToken with(QueryClass queryClass, QueryPayload payload) {
    return with(queryClass, payload.encode());
  }

  FakeToken with(QueryClass queryClass, byte[] payload) {
    payloads.put(queryClass, payload);
    return this;
  }

  FakeToken sid(QueryClass queryClass, String sid) {
    return with(queryClass, new QueryPayload.SidPayload(Sid.of(sid)));
  }

  FakeToken u32(QueryClass queryClass, int value) {
    return with(queryClass, new QueryPayload.U32(value));
  }

  FakeToken sids(QueryClass queryClass, SidAndAttributes... sids) {
    return with(queryClass, new QueryPayload.SidList(List.of(sids)));
  }

  FakeToken gids(Integer... gids) {
    return with(QueryClass.PROJECTED_SUPPLEMENTARY_GIDS, new QueryPayload.Gids(List.of(gids)));
  }

  static SidAndAttributes group(String sid, int attributes) {
    return new SidAndAttributes(Sid.of(sid), attributes);
  }

  /** What an authority answers: only what was asked for. */
  Inspection inspect(int classes, boolean withFacts) {
    byte[][] read = new byte[25][];
    List<String> missing = new ArrayList<>();
    for (QueryClass queryClass : QueryClass.values()) {
      if ((classes >>> queryClass.number() & 1) != 0) {
        byte[] payload = payloads.get(queryClass);
        if (payload == null) {
          missing.add(queryClass.className());
        }
        read[queryClass.number()] = payload;
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException("the fake token lacks " + missing);
    }
    return new Inspection(0x8, read, withFacts ? facts : null);
  }
}
