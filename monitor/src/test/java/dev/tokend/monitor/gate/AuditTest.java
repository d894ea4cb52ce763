package dev.tokend.monitor.gate;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AceFlags;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sd.SecurityInformation;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.World;
import dev.tokend.monitor.event.AccessAudited;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.event.PrivilegeUsed;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.operation.query.GetSecurity;
import dev.tokend.monitor.rights.ProcessRights;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What access checks leave on the audit trail (tokens §21). */
class AuditTest {
  private static final int SUCCESS = 0x1;
  private static final int FAILURE = 0x2;
  private static final int PRIVILEGE_SUCCESS = 0x4;

  private final World world = new World();

  private Caller audited(int policy, Privilege... privileges) {
    return world.caller(
        world
            .user(ALICE)
            .policies(new TokenSpec.Policies(1, policy))
            .privileges(World.holding(privileges))
            .build(World.minted(ALICE)),
        new PipLabel(512, 3));
  }

  @Test
  void a_policy_forces_a_record_of_each_check_with_that_subject() {
    Caller caller = audited(SUCCESS | FAILURE);
    world.events.clear();
    world.openSelf(caller, TokenRights.QUERY);
    assertThat(world.events)
        .singleElement()
        .isInstanceOfSatisfying(
            AccessAudited.class,
            event -> {
              assertThat(event.name()).isEqualTo("access-audit");
              assertThat(event.object()).isEqualTo(new EventObject.OfToken(caller.primary().id()));
              assertThat(event.audit().success()).isTrue();
              assertThat(event.audit().requested()).isEqualTo(TokenRights.QUERY);
              assertThat(event.subject().userSid()).isEqualTo(ALICE);
              assertThat(event.subject().groupSids()).hasSize(5);
              assertThat(event.subject().integrityLevel()).isEqualTo(8192);
              assertThat(event.subject().pip()).isEqualTo(new PipLabel(512, 3));
              assertThat(event.subject().processKey()).isEqualTo(caller.process().key());
              assertThat(event.subject().tid()).isEqualTo(caller.tid());
            });
    world.events.clear();
    refused(
        world.monitor,
        "tokens §9.1 row 4",
        Errno.EACCES,
        () -> world.monitor.openSelf(new OpenSelf.Request(caller, 0, TokenRights.DUPLICATE)));
    assertThat(world.events)
        .singleElement()
        .isInstanceOfSatisfying(AccessAudited.class, event -> assertThat(event.audit().success()).isFalse());
  }

  @Test
  void without_a_policy_nothing_is_recorded() {
    Caller caller = world.caller(ALICE);
    world.events.clear();
    world.openSelf(caller, TokenRights.QUERY);
    assertThat(world.events).isEmpty();
  }

  @Test
  void opening_a_process_is_checked_twice_and_recorded_twice() {
    Caller caller = audited(SUCCESS);
    Caller target = world.caller(ALICE);
    world.events.clear();
    sure(
        () ->
            world.monitor.openProcess(
                new OpenProcess.Request(
                    caller, new TargetProcess.Present(target.process()), TokenRights.QUERY)));
    assertThat(world.events).hasSize(2);
    assertThat(((AccessAudited) world.events.get(0)).object())
        .isEqualTo(new EventObject.OfProcess(target.process().key()));
    assertThat(((AccessAudited) world.events.get(0)).audit().requested())
        .isEqualTo(ProcessRights.QUERY_INFORMATION);
    assertThat(((AccessAudited) world.events.get(1)).object())
        .isEqualTo(new EventObject.OfToken(target.primary().id()));
  }

  @Test
  void the_policy_of_the_effective_token_counts() {
    Caller caller = world.caller(ALICE);
    Handle source = world.handleOn(world.userToken(ALICE));
    world.impersonating(
        caller,
        world
            .user(ALICE)
            .policies(new TokenSpec.Policies(1, SUCCESS))
            .impersonation(ImpersonationLevel.IMPERSONATION)
            .build(World.minted(ALICE)));
    world.events.clear();
    sure(() -> world.monitor.duplicate(new Duplicate.Request(caller, source, TokenRights.QUERY, 1, 0)));
    assertThat(world.events).hasSize(2);
    assertThat(((AccessAudited) world.events.getFirst()).object())
        .isEqualTo(new EventObject.OfDuplicate(source.token().id()));
    assertThat(world.events.getLast().name()).isEqualTo("token-create");
  }

  @Test
  void an_audit_entry_of_the_tokens_sacl_is_recorded() {
    SecurityDescriptor watched =
        SecurityDescriptor.builder()
            .owner(WellKnown.SYSTEM)
            .group(WellKnown.SYSTEM)
            .sacl(
                Acl.of(
                    new BasicAce(
                        AceType.SYSTEM_AUDIT, AceFlags.SUCCESSFUL_ACCESS, TokenRights.QUERY, WellKnown.EVERYONE)))
            .dacl(Acl.of(Ace.allow(TokenRights.QUERY, ALICE)))
            .build();
    Caller caller = world.caller(world.user(ALICE).build(watched));
    world.events.clear();
    world.openSelf(caller, TokenRights.QUERY);
    assertThat(world.events).hasSize(1).first().isInstanceOf(AccessAudited.class);
  }

  @Test
  void a_privilege_that_contributed_is_marked_and_recorded() {
    Caller caller = audited(PRIVILEGE_SUCCESS, Privilege.SE_SECURITY);
    Handle handle = world.handleOn(world.userToken(ALICE));
    world.events.clear();
    sure(() -> world.monitor.getSecurity(new GetSecurity.Request(caller, handle, 0, SecurityInformation.SACL)));
    assertThat(world.events)
        .containsExactly(
            new PrivilegeUsed(
                AccessGate.eventSubject(caller, caller.primary()),
                new EventObject.OfToken(handle.token().id()),
                Privilege.SE_SECURITY.bit(),
                AccessMask.ACCESS_SYSTEM_SECURITY,
                AccessMask.ACCESS_SYSTEM_SECURITY,
                true));
    assertThat(caller.primary().privileges().used()).isEqualTo(Privilege.SE_SECURITY.mask());
  }

  @Test
  void asking_for_whatever_may_be_had_marks_nothing() {
    Caller caller = audited(PRIVILEGE_SUCCESS, Privilege.SE_SECURITY, Privilege.SE_TAKE_OWNERSHIP);
    world.events.clear();
    Handle handle = world.openSelf(caller, AccessMask.MAXIMUM_ALLOWED);
    assertThat(handle.mask())
        .isEqualTo(TokenRights.SELF | AccessMask.ACCESS_SYSTEM_SECURITY | AccessMask.WRITE_OWNER);
    assertThat(caller.primary().privileges().used()).isZero();
    assertThat(world.events).isEqualTo(List.of());
  }
}
