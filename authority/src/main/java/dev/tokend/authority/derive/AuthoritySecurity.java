package dev.tokend.authority.derive;

import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.LabelPolicy;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;

/**
 * The authority as an object: its user and SYSTEM may end it, nobody below its own integrity level may (docs/security.md).
 */
public final class AuthoritySecurity {

  /** The one right there is: to end it. */
  static final int STOP = 0x1;

  private static final GenericMapping MAPPING = new GenericMapping(0, STOP, 0, STOP);

  private final PreparedDescriptor descriptor;

  /**
   * The security of an authority.
   *
   * @param own what its own process's token is derived from
   */
  public AuthoritySecurity(TokenBlueprint own) {
    this.descriptor = PreparedDescriptor.of(descriptor(own.identity().user(), own.identity().integrityLevel()));
  }

  static SecurityDescriptor descriptor(Sid user, int level) {
    return SecurityDescriptor.builder()
        .owner(user)
        .group(user)
        .dacl(Acl.of(Ace.allow(STOP, user), Ace.allow(STOP, WellKnown.SYSTEM)))
        .sacl(Acl.of(Ace.label(LabelPolicy.NO_WRITE_UP, level)))
        .build();
  }

  /** Whether a token may end the authority. */
  public boolean mayStop(Token token) {
    return AccessCheck.check(AccessRequest.of(token.subject(), descriptor, STOP, MAPPING)).allowed();
  }
}
