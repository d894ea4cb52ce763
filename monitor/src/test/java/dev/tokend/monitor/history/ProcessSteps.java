package dev.tokend.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.impersonate.ImpersonatePeer;
import dev.tokend.monitor.operation.open.PeerEvidence;
import dev.tokend.monitor.operation.process.Exec;
import dev.tokend.monitor.operation.process.FileLabel;
import dev.tokend.monitor.operation.process.Install;
import dev.tokend.monitor.operation.process.NewProcess;
import dev.tokend.monitor.operation.process.RunLowered;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import java.util.SplittableRandom;

/** Steps of a random history by which a thread or a process becomes somebody else. */
final class ProcessSteps {
  private final Pools pools;
  private final Monitor monitor;
  private final SplittableRandom random;

  ProcessSteps(Pools pools) {
    this.pools = pools;
    this.monitor = pools.world.monitor;
    this.random = pools.random;
  }

  String impersonated(Caller caller) throws Refusal {
    Token client;
    if (random.nextBoolean()) {
      Handle handle = pools.handle();
      client = handle.token();
      monitor.impersonate(new Impersonate.Request(caller, handle));
    } else {
      HeldToken held = pools.heldToken();
      client = held.token();
      monitor.impersonatePeer(new ImpersonatePeer.Request(caller, new PeerEvidence.Captured(held)));
    }
    Token effective = caller.effective();
    assertThat(effective.identity()).isSameAs(client.identity());
    assertThat(effective.level().value()).isLessThanOrEqualTo(client.level().value());
    boolean full = effective.level().value() > ImpersonationLevel.IDENTIFICATION.value();
    if (full && !client.user().equals(caller.primary().user())) {
      assertThat(caller.primary().holds(Privilege.SE_IMPERSONATE)).isTrue();
    }
    if (full) {
      assertThat(client.identity().integrityLevel())
          .isLessThanOrEqualTo(caller.primary().identity().integrityLevel());
    }
    return "impersonate";
  }

  String installed(Caller caller) throws Refusal {
    Token outgoing = caller.primary();
    PrivilegeState held = outgoing.privileges();
    Handle handle = pools.handle();
    monitor.install(new Install.Request(caller, handle));
    assertThat(held.holds(Privilege.SE_ASSIGN_PRIMARY_TOKEN.mask())).isTrue();
    assertThat(caller.primary()).isSameAs(handle.token());
    assertThat(caller.primary().session().isDead()).isFalse();
    return "install";
  }

  String forked(Caller caller) throws Refusal {
    if (pools.callers.size() > 24) {
      return ended(caller);
    }
    ProcessState child = monitor.newProcess(new NewProcess.Request(caller, pools.nextKey()));
    assertThat(child.primary().blueprint()).isEqualTo(caller.primary().blueprint());
    pools.callers.add(new Caller(child, 1));
    return "fork";
  }

  String ended(Caller caller) {
    if (pools.callers.size() > 8) {
      monitor.endProcess(caller.process().key());
      pools.callers.removeIf(other -> other.process() == caller.process());
    } else {
      monitor.endThread(caller.process().key(), caller.tid());
    }
    return "end";
  }

  String executed(Caller caller) throws Refusal {
    Token before = caller.primary();
    monitor.exec(new Exec.Request(caller, new FileLabel.Level(pools.integrity())));
    assertThat(caller.effective()).isSameAs(caller.primary());
    Derivations.assertNoMore(before, caller.primary());
    return "exec";
  }

  String lowered(Caller caller) throws Refusal {
    Token before = caller.primary();
    Integer level = random.nextBoolean() ? null : pools.integrity();
    monitor.runLowered(new RunLowered.Request(caller, Derivations.filter(random, before), level));
    assertThat(caller.effective()).isSameAs(caller.primary());
    Derivations.assertNoMore(before, caller.primary());
    return "run_lowered";
  }
}
