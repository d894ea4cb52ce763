package dev.tokend.kacs.token;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.claim.RandomClaims;
import dev.tokend.kacs.sd.RandomDescriptors;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random token specs that keep every rule. */
public final class RandomTokenSpecs {
  private RandomTokenSpecs() {}

  /** A spec with any of its sections missing. */
  public static TokenSpec spec(SplittableRandom random) {
    List<SidAndAttributes> groups = new ArrayList<>(RandomSids.groups(random, 5));
    int owner = random.nextInt(groups.size() + 1);
    if (owner > 0) {
      SidAndAttributes group = groups.get(owner - 1);
      groups.set(owner - 1, group.withAttributes(group.attributes() | GroupAttributes.OWNER));
    }
    long present = random.nextLong();
    boolean userDenyOnly = random.nextBoolean();
    Sid confinement = random.nextBoolean() ? null : RandomSids.sid(random);
    TokenSpecBuilder builder = TokenSpec.builder(RandomSids.sid(random), random.nextLong())
        .integrityLevel(random.nextInt())
        .policies(random.nextInt(4), random.nextInt(16))
        .privileges(present, present & random.nextLong())
        .origin(random.nextLong())
        .interactivityScope(random.nextInt())
        .expiration(random.nextLong())
        .source(TokenSource.of("random", random.nextLong()))
        .groups(groups)
        .defaults(owner, random.nextInt(groups.size() + 1))
        .defaultDacl(random.nextBoolean() ? null : RandomDescriptors.acl(random))
        .userClaims(RandomClaims.claims(random))
        .device(new TokenSpec.Device(
            RandomSids.groups(random, 2), RandomSids.groups(random, 2), RandomClaims.claims(random)))
        .restriction(new TokenSpec.Restriction(
            RandomSids.groups(random, 2), userDenyOnly && random.nextBoolean(), userDenyOnly))
        .confinement(new TokenSpec.Confinement(confinement, RandomSids.groups(random, 2), random.nextBoolean(),
            confinement != null && random.nextBoolean()))
        .projection(new TokenSpec.Projection(random.nextInt(1, Integer.MAX_VALUE), random.nextInt(),
            random.ints(random.nextInt(4)).boxed().toList()));
    return random.nextBoolean()
        ? builder.primary().build()
        : builder.impersonation(ImpersonationLevel.values()[random.nextInt(4)]).build();
  }
}
