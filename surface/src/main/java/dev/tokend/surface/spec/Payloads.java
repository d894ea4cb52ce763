package dev.tokend.surface.spec;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The payloads of an inspected token, decoded by the shape that their class has (formats §8). */
final class Payloads {
  private final Inspection token;

  Payloads(Inspection token) {
    this.token = token;
  }

  TokenFacts facts() {
    TokenFacts facts = token.facts();
    if (facts == null) {
      throw new IllegalStateException("the facts were not asked for");
    }
    return facts;
  }

  Sid sid(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.SidPayload) payload(queryClass)).sid();
  }

  @Nullable Sid optionalSid(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.OptionalSid) payload(queryClass)).sid();
  }

  List<SidAndAttributes> sids(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.SidList) payload(queryClass)).entries();
  }

  int u32(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.U32) payload(queryClass)).value();
  }

  long u64(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.U64) payload(queryClass)).value();
  }

  @Nullable Acl acl(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.AclPayload) payload(queryClass)).acl();
  }

  List<Claim> claims(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.Claims) payload(queryClass)).claims();
  }

  List<Integer> gids(QueryClass queryClass) throws MalformedException {
    return ((QueryPayload.Gids) payload(queryClass)).gids();
  }

  Privileges privileges() throws MalformedException {
    return ((QueryPayload.PrivilegeWords) payload(QueryClass.PRIVILEGES)).privileges();
  }

  TokenSource source() throws MalformedException {
    return ((QueryPayload.Source) payload(QueryClass.SOURCE)).source();
  }

  long expiration() throws MalformedException {
    return ((QueryPayload.StatisticsPayload) payload(QueryClass.STATISTICS)).statistics().expiration();
  }

  private QueryPayload payload(QueryClass queryClass) throws MalformedException {
    return QueryPayload.decode(queryClass, token.payload(queryClass));
  }
}
