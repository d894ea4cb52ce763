package dev.tokend.kacs.sddl;

import dev.tokend.kacs.catalog.DomainAlias;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * What the two-letter SID aliases stand for (security-descriptors §10.3).
 *
 * <p>Fixed aliases such as {@code BA} mean the same everywhere. Domain-relative ones such as {@code DA} are a RID below
 * one of these SIDs, {@code S-1-5-21-a-b-c}; without it they cannot be parsed. They are never printed.
 *
 * @param machine the SID of the local account database, for LA and LG
 * @param domain the SID of the machine's domain, for DA, DU and so on
 * @param rootDomain the SID of the forest's root domain, for EA, SA and so on
 */
public record SidAliases(@Nullable Sid machine, @Nullable Sid domain, @Nullable Sid rootDomain) {
  /** The fixed aliases only. */
  public static final SidAliases FIXED = new SidAliases(null, null, null);

  /**
   * Refuses SIDs that nothing can be below.
   *
   * @throws IllegalArgumentException if a SID has no room for a RID
   */
  public SidAliases {
    requireRoom(machine);
    requireRoom(domain);
    requireRoom(rootDomain);
  }

  /** What is known of an alias. */
  sealed interface Meaning {
    /** It stands for this SID. */
    record Known(Sid sid) implements Meaning {}

    /** It is domain-relative and the SID it needs was not given. */
    record NeedsBase(String base) implements Meaning {}

    /** There is no such alias. */
    record Unknown() implements Meaning {}
  }

  /**
   * @param alias two ASCII letters in upper case
   */
  Meaning resolve(String alias) {
    Sid fixed = WellKnownSids.byAlias(alias);
    if (fixed != null) {
      return new Meaning.Known(fixed);
    }
    DomainAlias relative = DomainAlias.byName(alias);
    if (relative == null) {
      return new Meaning.Unknown();
    }
    Sid base =
        switch (relative.base()) {
          case MACHINE -> machine;
          case DOMAIN -> domain;
          case ROOT_DOMAIN -> rootDomain;
        };
    if (base != null) {
      return new Meaning.Known(child(base, relative.rid()));
    }
    return new Meaning.NeedsBase(
        switch (relative.base()) {
          case MACHINE -> "machine";
          case DOMAIN -> "domain";
          case ROOT_DOMAIN -> "root domain";
        });
  }

  private static Sid child(Sid base, int rid) {
    int[] subAuthorities = new int[base.subAuthorityCount() + 1];
    for (int i = 0; i < base.subAuthorityCount(); i++) {
      subAuthorities[i] = base.subAuthority(i);
    }
    subAuthorities[base.subAuthorityCount()] = rid;
    return Sid.of(base.authority(), subAuthorities);
  }

  private static void requireRoom(@Nullable Sid base) {
    if (base != null && base.subAuthorityCount() == Sid.MAX_SUB_AUTHORITIES) {
      throw new IllegalArgumentException("no room for a RID below " + base);
    }
  }
}
