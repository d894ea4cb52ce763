package dev.tokend.authority.derive;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;

/** Who may do what to a derived token, and what its holder's new objects get. */
final class DerivedSecurity {

  private static final int GENERIC_ALL = 0x1000_0000;
  private static final int TOKEN_ALL_ACCESS = 0x000F_01FF;

  /** QUERY, DUPLICATE, IMPERSONATE and the adjustments of privileges, groups and defaults. */
  private static final int USER_RIGHTS = 0xEE;

  /** OWNER_DEFAULTED, GROUP_DEFAULTED, DACL_DEFAULTED: as the descriptor of a minted token (tokens §6.3). */
  private static final int DEFAULTED = 0x000B;

  private DerivedSecurity() {}

  /**
   * The token's own descriptor. Wider than a minted token's by DUPLICATE and IMPERSONATE, so that an ordinary user can
   * run something with less.
   */
  static SecurityDescriptor descriptor(Sid user) {
    return SecurityDescriptor.builder()
        .owner(WellKnown.SYSTEM)
        .group(WellKnown.SYSTEM)
        .dacl(
            Acl.of(
                allow(user, USER_RIGHTS),
                allow(WellKnown.SYSTEM, TOKEN_ALL_ACCESS),
                allow(WellKnown.ADMINISTRATORS, TOKEN_ALL_ACCESS)))
        .control(DEFAULTED)
        .build();
  }

  static Acl defaultDacl(Sid user) {
    return Acl.of(allow(user, GENERIC_ALL), allow(WellKnown.SYSTEM, GENERIC_ALL));
  }

  private static BasicAce allow(Sid sid, int mask) {
    return new BasicAce(AceType.ACCESS_ALLOWED, 0, mask, sid);
  }
}
