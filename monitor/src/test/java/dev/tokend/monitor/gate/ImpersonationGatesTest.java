package dev.tokend.monitor.gate;

import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenBlueprintBuilder;
import org.junit.jupiter.api.Test;

/** The gates of tokens §17.1, reached by impersonating a handle. */
class ImpersonationGatesTest {
  private static final int LOW = 4096;
  private static final int MEDIUM = 8192;
  private static final int HIGH = 12288;

  private final World world = new World();

  /** One side of a row of the table in tokens §17.1. */
  private record Side(Sid user, boolean restricted, int integrity, boolean privileged, ImpersonationLevel level) {}

  private static Side server(Sid user, boolean restricted, boolean privileged) {
    return new Side(user, restricted, MEDIUM, privileged, ImpersonationLevel.ANONYMOUS);
  }

  private static Side client(Sid user, boolean restricted, int integrity, ImpersonationLevel level) {
    return new Side(user, restricted, integrity, false, level);
  }

  private TokenBlueprint blueprint(Side side) {
    TokenBlueprintBuilder builder = world.user(side.user()).integrityLevel(side.integrity());
    if (side.restricted()) {
      builder.restriction(World.restrictedTo(side.user()));
    }
    if (side.privileged()) {
      builder.privileges(World.holding(Privilege.SE_IMPERSONATE));
    }
    return builder.build(World.minted(side.user()));
  }

  private ImpersonationGates.Outcome pass(Side server, Side client) throws Refusal {
    Caller caller = world.caller(blueprint(server));
    Handle handle = world.handleOn(blueprint(client).as(TokenType.IMPERSONATION, client.level()));
    ImpersonationGates.Outcome outcome = impersonate(caller, handle);
    assertThat(caller.effective().level()).isEqualTo(outcome.effective());
    assertThat(caller.effective().identity().integrityLevel()).isEqualTo(client.integrity());
    assertThat(caller.primary().privileges().used())
        .isEqualTo(outcome.privilegeNeeded() ? Privilege.SE_IMPERSONATE.mask() : 0);
    return outcome;
  }

  @Test
  void the_table_of_the_gates() {
    ImpersonationLevel anonymous = ImpersonationLevel.ANONYMOUS;
    ImpersonationLevel identification = ImpersonationLevel.IDENTIFICATION;
    ImpersonationLevel impersonation = ImpersonationLevel.IMPERSONATION;
    ImpersonationLevel delegation = ImpersonationLevel.DELEGATION;
    Object[][] rows = {
      {server(ALICE, false, false), client(ALICE, false, MEDIUM, delegation), delegation},
      {server(ALICE, false, false), client(ALICE, false, LOW, impersonation), impersonation},
      {server(ALICE, false, false), client(ALICE, true, MEDIUM, impersonation), identification},
      {server(ALICE, false, true), client(ALICE, true, MEDIUM, impersonation), impersonation},
      {server(ALICE, true, true), client(BOB, false, MEDIUM, impersonation), impersonation},
      {server(ALICE, false, false), client(BOB, false, MEDIUM, impersonation), identification},
      {server(ALICE, false, true), client(BOB, false, HIGH, delegation), identification},
      {server(ALICE, false, false), client(BOB, true, HIGH, anonymous), anonymous},
      {server(ALICE, true, false), client(ALICE, false, MEDIUM, anonymous), anonymous},
      {server(ALICE, true, false), client(ALICE, true, MEDIUM, delegation), delegation},
      {server(ALICE, false, false), client(BOB, false, LOW, delegation), identification},
      {server(ALICE, false, false), client(ALICE, false, HIGH, impersonation), identification},
      {server(ALICE, false, false), client(ALICE, false, MEDIUM + 1, impersonation), identification},
      {server(ALICE, false, true), client(BOB, false, MEDIUM, identification), identification},
    };
    for (Object[] row : rows) {
      ImpersonationGates.Outcome outcome = sure(() -> pass((Side) row[0], (Side) row[1]));
      assertThat(outcome.effective()).as(row[0] + " " + row[1]).isEqualTo(row[2]);
      assertThat(outcome.isLowered()).isEqualTo(outcome.requested() != row[2]);
    }
  }

  @Test
  void each_cap_is_told_apart() {
    ImpersonationGates.Outcome both =
        sure(() -> pass(server(ALICE, false, false), client(BOB, false, HIGH, ImpersonationLevel.DELEGATION)));
    assertThat(both.identityCap()).isTrue();
    assertThat(both.integrityCap()).isTrue();
    assertThat(both.privilegeNeeded()).isFalse();
    ImpersonationGates.Outcome ceiling =
        sure(() -> pass(server(ALICE, false, true), client(BOB, false, HIGH, ImpersonationLevel.DELEGATION)));
    assertThat(ceiling.identityCap()).isFalse();
    assertThat(ceiling.integrityCap()).isTrue();
    assertThat(ceiling.privilegeNeeded()).isTrue();
    ImpersonationGates.Outcome needed =
        sure(() -> pass(server(ALICE, false, true), client(BOB, false, LOW, ImpersonationLevel.IDENTIFICATION)));
    assertThat(needed.privilegeNeeded()).isTrue();
    ImpersonationGates.Outcome nobody =
        sure(() -> pass(server(ALICE, false, true), client(BOB, true, HIGH, ImpersonationLevel.ANONYMOUS)));
    assertThat(nobody)
        .isEqualTo(
            new ImpersonationGates.Outcome(
                ImpersonationLevel.ANONYMOUS, ImpersonationLevel.ANONYMOUS, false, false, false));
    ImpersonationGates.Outcome same =
        sure(() -> pass(server(ALICE, false, true), client(ALICE, false, LOW, ImpersonationLevel.DELEGATION)));
    assertThat(same.privilegeNeeded()).isFalse();
  }

  private ImpersonationGates.Outcome impersonate(Caller caller, Handle handle) throws Refusal {
    return world.monitor.impersonate(new Impersonate.Request(caller, handle));
  }
}
