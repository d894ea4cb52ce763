package dev.tokend.cli.batch;

import dev.tokend.kacs.access.CentralPolicy;
import dev.tokend.kacs.access.PolicySource;
import dev.tokend.kacs.sid.Sid;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The policies that a request brings along.
 *
 * @param policies by their SIDs; one that is not among them is unknown
 */
public record KnownPolicies(Map<Sid, CentralPolicy> policies) implements PolicySource {
  @Override
  public @Nullable CentralPolicy policy(Sid sid) {
    return policies.get(sid);
  }
}
