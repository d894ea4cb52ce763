package dev.tokend.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Monitor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tables of tokens §5, field by field. */
class BuiltInsTest {
  private final Monitor monitor = new Monitor(() -> 5, event -> {});

  @Test
  void the_sessions() {
    assertSession(999, LogonType.SERVICE, WellKnown.SYSTEM, "S-1-5-5-0-999");
    assertSession(998, LogonType.NETWORK, WellKnown.ANONYMOUS, "S-1-5-5-0-998");
    assertThat(monitor.sessions().published()).hasSize(2);
  }

  private void assertSession(long id, LogonType type, Sid user, String logonSid) {
    LogonSession session = monitor.sessions().find(id);
    assertThat(session.logonType()).isEqualTo(type);
    assertThat(session.user()).isEqualTo(user);
    assertThat(session.authPackage()).isEqualTo("Negotiate");
    assertThat(session.createdAt()).isZero();
    assertThat(session.logonSid()).isEqualTo(Sid.of(logonSid));
    assertThat(session.descriptor().owner()).isEqualTo(user);
    assertThat(session.descriptor().group()).isEqualTo(user);
    assertThat(session.liveTokens()).isEqualTo(1);
    assertThat(session.isDead()).isFalse();
  }

  @Test
  void the_system_token() {
    Token token = monitor.system();
    assertThat(token.user()).isEqualTo(WellKnown.SYSTEM);
    assertThat(token.groups())
        .containsExactly(
            new SidAndAttributes(WellKnown.ADMINISTRATORS, 0xF),
            new SidAndAttributes(WellKnown.EVERYONE, 0x7),
            new SidAndAttributes(WellKnown.AUTHENTICATED_USERS, 0x7),
            new SidAndAttributes(WellKnown.LOCAL, 0x7),
            new SidAndAttributes(Sid.of("S-1-5-5-0-999"), 0xC000_0007));
    assertThat(token.type()).isEqualTo(TokenType.PRIMARY);
    assertThat(token.level()).isEqualTo(ImpersonationLevel.ANONYMOUS);
    assertThat(token.privileges())
        .isEqualTo(new PrivilegeState(0xC000000FFFFFFFFCL, 0xC000000FFFFFFFFCL, 0xC000000FFFFFFFFCL, 0));
    assertThat(token.identity().integrityLevel()).isEqualTo(16384);
    assertThat(token.state().defaults()).isEqualTo(new TokenDefaults(0, 1, DefaultSecurity.SYSTEM_DEFAULT_DACL));
    assertThat(token.owner()).isEqualTo(WellKnown.SYSTEM);
    assertThat(token.primaryGroup()).isEqualTo(WellKnown.ADMINISTRATORS);
    assertThat(token.session().id()).isEqualTo(999);
    assertThat(token.identity().projection()).isEqualTo(new TokenSpec.Projection(0, 0, List.of()));
    assertThat(token.id()).isZero();
    assertThat(token.descriptor().descriptor().owner()).isEqualTo(WellKnown.SYSTEM);
    assertThat(token.descriptor().descriptor().group()).isEqualTo(WellKnown.SYSTEM);
    assertThat(token.descriptor().descriptor().dacl())
        .isEqualTo(
            Acl.of(
                Ace.allow(0xE8, WellKnown.SYSTEM),
                Ace.allow(0xF01FF, WellKnown.SYSTEM),
                Ace.allow(0xF01FF, WellKnown.ADMINISTRATORS)));
    assertCommon(token);
  }

  @Test
  void the_anonymous_token() {
    Token token = monitor.anonymous();
    assertThat(token.user()).isEqualTo(WellKnown.ANONYMOUS);
    assertThat(token.groups()).containsExactly(new SidAndAttributes(WellKnown.EVERYONE, 0x7));
    assertThat(token.type()).isEqualTo(TokenType.IMPERSONATION);
    assertThat(token.level()).isEqualTo(ImpersonationLevel.ANONYMOUS);
    assertThat(token.privileges()).isEqualTo(PrivilegeState.NONE);
    assertThat(token.identity().integrityLevel()).isZero();
    assertThat(token.state().defaults()).isEqualTo(new TokenDefaults(0, 1, null));
    assertThat(token.primaryGroup()).isEqualTo(WellKnown.EVERYONE);
    assertThat(token.session().id()).isEqualTo(998);
    assertThat(token.identity().projection()).isEqualTo(new TokenSpec.Projection(65534, 65534, List.of()));
    assertThat(token.id()).isEqualTo(1000);
    assertThat(token.descriptor().descriptor().owner()).isEqualTo(WellKnown.ANONYMOUS);
    assertThat(token.descriptor().descriptor().dacl()).isEqualTo(Acl.of(Ace.allow(0xE8, WellKnown.ANONYMOUS)));
    assertCommon(token);
  }

  private static void assertCommon(Token token) {
    TokenIdentity identity = token.identity();
    assertThat(identity.restriction()).isEqualTo(TokenSpec.Restriction.NONE);
    assertThat(identity.device()).isEqualTo(TokenSpec.Device.NONE);
    assertThat(identity.confinement()).isEqualTo(TokenSpec.Confinement.NONE);
    assertThat(identity.userClaims()).isEqualTo(List.<Claim>of());
    assertThat(identity.policies()).isEqualTo(new TokenSpec.Policies(0x3, 0));
    assertThat(identity.provenance()).isEqualTo(new Provenance(TokenSource.of("PeiosKrn", 0), 0, 0, 0));
    assertThat(token.elevation()).isEqualTo(ElevationType.DEFAULT);
    assertThat(token.state().interactivityScope()).isZero();
    assertThat(token.modifiedId()).isEqualTo(token.id());
    assertThat(token.groupDefaults()).isEqualTo(token.state().enabledGroups());
    assertThat(token.references(HolderKind.BUILT_IN)).isEqualTo(1);
    assertThat(token.references()).isEqualTo(1);
  }
}
