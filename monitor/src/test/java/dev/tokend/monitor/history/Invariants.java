package dev.tokend.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.GroupStates;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.LinkedPair;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenIdentity;
import dev.tokend.monitor.state.TokenState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** What must hold after every step, computed from what the history itself holds, and what a step may not touch. */
final class Invariants {
  /** A token at one moment. */
  private record Seen(TokenIdentity identity, GroupStates groupDefaults, TokenState state, long modifiedId) {
    static Seen of(Token token) {
      return new Seen(token.identity(), token.groupDefaults(), token.state(), token.modifiedId());
    }
  }

  private final Pools pools;
  private final Monitor monitor;
  private final Map<Handle, Integer> masks = new IdentityHashMap<>();
  private Map<Long, Seen> before = new HashMap<>();
  private long highestToken;

  Invariants(Pools pools) {
    this.pools = pools;
    this.monitor = pools.world.monitor;
    remember();
  }

  /** After a step that succeeded. */
  void check() {
    checkReferences();
    checkSessions();
    checkTokens();
    checkHandles();
    remember();
  }

  /** After a step that was refused: nothing but the marks of an access check has changed. */
  void checkUnchanged(int handles, int held) {
    assertThat(pools.handles).hasSize(handles);
    assertThat(pools.held).hasSize(held);
    assertThat(monitor.tokens().live()).hasSize(before.size());
    for (Token token : monitor.tokens().live()) {
      Seen seen = before.get(token.id());
      TokenState now = token.state();
      assertThat(now.with(seen.state().privileges().markUsed(now.privileges().used())))
          .isEqualTo(now);
      assertThat(now.with(seen.state().privileges())).isEqualTo(seen.state());
      assertThat(token.modifiedId()).isEqualTo(seen.modifiedId());
    }
    check();
  }

  private void checkReferences() {
    Map<Token, EnumMap<HolderKind, Integer>> expected = new IdentityHashMap<>();
    count(expected, monitor.system(), HolderKind.BUILT_IN);
    count(expected, monitor.anonymous(), HolderKind.BUILT_IN);
    for (Handle handle : pools.handles) {
      count(expected, handle.token(), HolderKind.HANDLE);
    }
    for (HeldToken held : pools.world.anchors) {
      count(expected, held.token(), held.kind());
    }
    for (HeldToken held : pools.held) {
      count(expected, held.token(), held.kind());
    }
    for (ProcessState process : monitor.processes().all()) {
      count(expected, process.primary(), HolderKind.PRIMARY_SLOT);
      for (int tid : process.impersonatingThreads()) {
        count(expected, process.effective(tid), HolderKind.IMPERSONATION_SLOT);
      }
    }
    for (LogonSession session : monitor.sessions().published()) {
      if (session.pair() != null) {
        count(expected, session.pair().elevated(), HolderKind.PAIR_SLOT);
        count(expected, session.pair().filtered(), HolderKind.PAIR_SLOT);
      }
    }
    assertThat(monitor.tokens().live()).hasSize(expected.size());
    for (Token token : monitor.tokens().live()) {
      EnumMap<HolderKind, Integer> counts = expected.get(token);
      assertThat(counts).as(token.toString()).isNotNull();
      for (HolderKind kind : HolderKind.values()) {
        assertThat(token.references(kind)).as(token + " " + kind).isEqualTo(counts.getOrDefault(kind, 0));
      }
    }
  }

  private static void count(Map<Token, EnumMap<HolderKind, Integer>> counts, Token token, HolderKind kind) {
    counts.computeIfAbsent(token, t -> new EnumMap<>(HolderKind.class)).merge(kind, 1, Integer::sum);
  }

  private void checkSessions() {
    Map<LogonSession, Integer> live = new HashMap<>();
    for (Token token : monitor.tokens().live()) {
      assertThat(monitor.sessions().find(token.session().id())).isSameAs(token.session());
      live.merge(token.session(), 1, Integer::sum);
    }
    for (LogonSession session : monitor.sessions().published()) {
      assertThat(session.liveTokens()).isEqualTo(live.getOrDefault(session, 0));
      LinkedPair pair = session.pair();
      if (pair != null) {
        assertThat(pair.elevated()).isNotSameAs(pair.filtered());
        assertThat(pair.elevated().elevation()).isEqualTo(ElevationType.FULL);
        assertThat(pair.filtered().elevation()).isEqualTo(ElevationType.LIMITED);
        assertThat(pair.elevated().type()).isEqualTo(TokenType.PRIMARY);
        assertThat(pair.filtered().type()).isEqualTo(TokenType.PRIMARY);
        assertThat(pair.elevated().user()).isEqualTo(pair.filtered().user());
        assertThat(pair.elevated().session()).isSameAs(session);
        assertThat(pair.filtered().session()).isSameAs(session);
        boolean onlyThePair =
            session.liveTokens() == 2 && pair.elevated().references() == 1 && pair.filtered().references() == 1;
        assertThat(onlyThePair).isFalse();
      }
    }
  }

  private void checkTokens() {
    for (Token token : monitor.tokens().live()) {
      assertThat(token.privileges().enabled() & ~token.privileges().present()).isZero();
      Seen seen = before.get(token.id());
      if (seen == null) {
        assertThat(token.id()).isGreaterThan(highestToken);
        assertThat(token.modifiedId()).isEqualTo(token.id());
        continue;
      }
      assertThat(token.identity()).isSameAs(seen.identity());
      assertThat(token.groupDefaults()).isSameAs(seen.groupDefaults());
      assertThat(token.modifiedId() - seen.modifiedId()).isBetween(0L, 1L);
      assertThat(token.privileges().present() & ~seen.state().privileges().present()).isZero();
      assertThat(token.privileges().byDefault() & ~seen.state().privileges().byDefault()).isZero();
      assertThat(seen.state().privileges().used() & ~token.privileges().used()).isZero();
      if (seen.state().elevation() != ElevationType.DEFAULT) {
        assertThat(token.elevation()).isEqualTo(seen.state().elevation());
      }
    }
  }

  private void checkHandles() {
    for (Handle handle : pools.handles) {
      assertThat(handle.isOpen()).isTrue();
      int mask = masks.computeIfAbsent(handle, Handle::mask);
      assertThat(handle.mask()).isEqualTo(mask);
      assertThat(mask & ~0x010F_01FF).isZero();
      if (handle.kind() == Handle.Kind.INSPECTION) {
        assertThat(mask).isEqualTo(0x8);
      }
    }
  }

  private void remember() {
    Map<Long, Seen> now = new HashMap<>();
    for (Token token : monitor.tokens().live()) {
      now.put(token.id(), Seen.of(token));
      highestToken = Math.max(highestToken, token.id());
    }
    before = now;
  }
}
