package dev.tokend.monitor.state;

import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.LabelPolicy;
import dev.tokend.kacs.sd.SdControl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.rights.FileRights;
import dev.tokend.monitor.rights.ProcessRights;
import dev.tokend.monitor.rights.TokenRights;
import java.util.ArrayList;
import java.util.List;

/** The security descriptors that the monitor gives by itself; their bytes are those of formats §5.4. */
public final class DefaultSecurity {
  /** The SYSTEM token's default DACL: everything to SYSTEM and to Administrators (tokens §5). */
  public static final Acl SYSTEM_DEFAULT_DACL =
      Acl.of(
          Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM),
          Ace.allow(AccessMask.GENERIC_ALL, WellKnown.ADMINISTRATORS));

  /** Who may read the listing of logon sessions: SYSTEM and Administrators (tokens §22). */
  public static final StoredDescriptor SESSIONS_LISTING =
      StoredDescriptor.of(
          defaulted(
              WellKnown.SYSTEM,
              WellKnown.SYSTEM,
              Ace.allow(FileRights.READ_DATA, WellKnown.ADMINISTRATORS),
              Ace.allow(FileRights.READ_DATA, WellKnown.SYSTEM)));

  /** The SYSTEM token's own descriptor (tokens §5 and §26 D17). */
  static final StoredDescriptor SYSTEM_TOKEN =
      StoredDescriptor.of(
          defaulted(
              WellKnown.SYSTEM,
              WellKnown.SYSTEM,
              Ace.allow(TokenRights.SELF, WellKnown.SYSTEM),
              Ace.allow(TokenRights.ALL_ACCESS, WellKnown.SYSTEM),
              Ace.allow(TokenRights.ALL_ACCESS, WellKnown.ADMINISTRATORS)));

  /** The Anonymous token's own descriptor (tokens §5). */
  static final StoredDescriptor ANONYMOUS_TOKEN =
      StoredDescriptor.of(
          defaulted(
              WellKnown.ANONYMOUS, WellKnown.ANONYMOUS, Ace.allow(TokenRights.SELF, WellKnown.ANONYMOUS)));

  private static final int CONTROL = SdControl.OWNER_DEFAULTED | SdControl.GROUP_DEFAULTED | SdControl.DACL_DEFAULTED;

  private DefaultSecurity() {}

  /**
   * The descriptor of a token made by create_token, duplicate or filter (tokens §6.3).
   *
   * @param creator user of the creating process's primary token
   * @param user user of the new token
   */
  public static StoredDescriptor token(Sid creator, Sid user) {
    List<Ace> aces = new ArrayList<>(3);
    boolean ownToken = creator.equals(user);
    if (ownToken) {
      // The owner gets READ_CONTROL back and nothing more: without this entry the owner's implicit WRITE_DAC would let
      // a token rewrite its own DACL.
      aces.add(Ace.allow(AccessMask.READ_CONTROL, WellKnown.OWNER_RIGHTS));
    }
    aces.add(Ace.allow(TokenRights.SELF, user));
    if (!ownToken) {
      aces.add(Ace.allow(TokenRights.ALL_ACCESS, creator));
    }
    aces.add(Ace.allow(TokenRights.ALL_ACCESS, WellKnown.SYSTEM));
    return StoredDescriptor.of(defaulted(creator, creator, aces.toArray(new Ace[0])));
  }

  /** The descriptor of a process whose primary token is {@code primary} (tokens §8). */
  public static StoredDescriptor process(Token primary) {
    Sid user = primary.user();
    return StoredDescriptor.of(
        SecurityDescriptor.builder()
            .control(CONTROL | SdControl.SACL_DEFAULTED)
            .owner(user)
            .group(primary.primaryGroup())
            .sacl(Acl.of(Ace.label(LabelPolicy.NO_WRITE_UP, primary.identity().integrityLevel())))
            .dacl(
                Acl.of(
                    Ace.allow(AccessMask.GENERIC_ALL, user),
                    Ace.allow(AccessMask.GENERIC_ALL, WellKnown.ADMINISTRATORS),
                    Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM),
                    Ace.allow(ProcessRights.QUERY_LIMITED, WellKnown.EVERYONE)))
            .build());
  }

  /**
   * The descriptor of a logon session (tokens §4).
   *
   * @param user who logged on
   * @param group primary group of the creator's effective token, or {@code user} for a session that nobody created
   */
  static SecurityDescriptor session(Sid user, Sid group) {
    return defaulted(
        user,
        group,
        Ace.allow(AccessMask.GENERIC_ALL, user),
        Ace.allow(AccessMask.GENERIC_ALL, WellKnown.ADMINISTRATORS),
        Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM));
  }

  private static SecurityDescriptor defaulted(Sid owner, Sid group, Ace... aces) {
    return SecurityDescriptor.builder().control(CONTROL).owner(owner).group(group).dacl(Acl.of(aces)).build();
  }
}
