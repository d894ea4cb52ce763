package dev.tokend.monitor.operation.query;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.BOB;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.PrivilegeIntent;
import dev.tokend.kacs.access.ResultMode;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.AccessAudited;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckAccessTest {
  private static final int READ = 0x1;
  private static final Bytes CONTEXT = Bytes.of((byte) 7);

  private final World world = new World();
  private final SecurityDescriptor alices = World.guarded(Ace.allow(READ, ALICE));

  private AccessDecision check(Caller caller, Handle subject, int desired, int intent) throws Refusal {
    return check(caller, subject, alices, desired, intent);
  }

  private AccessDecision check(
      Caller caller, Handle subject, SecurityDescriptor descriptor, int desired, int intent) throws Refusal {
    return world.monitor.checkAccess(
        new CheckAccess.Request(
            caller,
            subject,
            PipLabel.NONE,
            PreparedDescriptor.of(descriptor),
            desired,
            GenericMapping.FILE,
            intent,
            null,
            null,
            ResultMode.SCALAR,
            List.of(),
            CONTEXT));
  }

  @Test
  void the_effective_token_is_judged_unless_a_handle_is_named() {
    Caller bob = world.caller(BOB);
    assertThat(sure(() -> check(bob, null, READ, 0)).allowed()).isFalse();
    Handle alice = world.handleOn(world.userToken(ALICE));
    assertThat(sure(() -> check(bob, alice, READ, 0)).allowed()).isTrue();
    assertThat(sure(() -> check(world.caller(ALICE), null, READ, 0)).granted()).isEqualTo(READ);
  }

  @Test
  void a_handle_without_TOKEN_QUERY_and_a_caller_without_a_token_are_refused() {
    Handle weak = world.handleOn(world.userToken(ALICE), TokenRights.ALL_ACCESS & ~TokenRights.QUERY);
    Caller bob = world.caller(BOB);
    refused(world.monitor, "tokens §7", Errno.EACCES, () -> check(bob, weak, READ, 0));
    Caller gone = world.ended();
    refused(world.monitor, "tokens §1", Errno.EACCES, () -> check(gone, null, READ, 0));
  }

  @Test
  void what_is_no_request_is_refused() {
    Caller alice = world.caller(ALICE);
    refused(world.monitor, "tokens §7", Errno.EINVAL, () -> check(alice, null, READ, 4));
    refused(world.monitor, "access-check §1", Errno.EINVAL, () -> check(alice, null, 0x0080_0000, 0));
    SecurityDescriptor ownerless = SecurityDescriptor.builder().build();
    refused(world.monitor, "access-check §1", Errno.EINVAL, () -> check(alice, null, ownerless, READ, 0));
  }

  @Test
  void one_who_may_only_be_looked_at_is_refused() {
    Caller bob = world.caller(BOB);
    world.impersonating(bob, world.user(ALICE).impersonation(ImpersonationLevel.IDENTIFICATION).build(World.minted(ALICE)));
    refused(world.monitor, "access-check §1", Errno.EACCES, () -> check(bob, null, READ, 0));
  }

  @Test
  void a_privilege_that_was_needed_is_marked_used_on_the_token_that_was_judged() {
    Caller caller = world.caller(ALICE);
    Handle backup = world.handleOn(world.userToken(BOB, Privilege.SE_BACKUP));
    assertThat(sure(() -> check(caller, backup, READ, PrivilegeIntent.BACKUP)).allowed()).isTrue();
    assertThat(backup.token().privileges().used()).isEqualTo(Privilege.SE_BACKUP.mask());
    assertThat(caller.primary().privileges().used()).isZero();
  }

  @Test
  void what_the_subject_wants_reported_is_reported_with_the_callers_words() {
    Caller caller =
        world.caller(world.user(ALICE).policies(new TokenSpec.Policies(1, 3)).build(World.minted(ALICE)));
    world.events.clear();
    assertThat(sure(() -> check(caller, null, READ, 0)).allowed()).isTrue();
    assertThat(world.events).hasSize(1);
    assertThat(world.events.getFirst())
        .isInstanceOfSatisfying(
            AccessAudited.class, event -> assertThat(event.object()).isEqualTo(new EventObject.OfGuard(CONTEXT)));
  }
}
