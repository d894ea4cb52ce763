package dev.tokend.authority.serve;

import dev.tokend.authority.audit.RecentEvents;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/**
 * Which events somebody may see (docs/security.md, "Who may read the audit trail"): all, those of one uid, or those of
 * one process. What somebody else asked to be recorded, by a SACL or an audit policy, only those see who see all.
 */
sealed interface TrailView {
  /** Whether this event is among them. */
  boolean shows(RecentEvents.Entry entry);

  /**
   * Whether what somebody did is among them.
   *
   * @param uid whose doing it was, unsigned, or null where it was nobody's
   * @param processKey what the monitor calls the process that did it, or null
   */
  boolean showsDoingOf(@Nullable Integer uid, @Nullable Long processKey);

  /** Every event. */
  record Everything() implements TrailView {
    @Override
    public boolean shows(RecentEvents.Entry entry) {
      return true;
    }

    @Override
    public boolean showsDoingOf(@Nullable Integer doer, @Nullable Long processKey) {
      return true;
    }
  }

  /** What one uid did. */
  record OfUid(int uid) implements TrailView {
    @Override
    public boolean shows(RecentEvents.Entry entry) {
      return !entry.ofObject() && showsDoingOf(entry.uid(), entry.processKey());
    }

    @Override
    public boolean showsDoingOf(@Nullable Integer doer, @Nullable Long processKey) {
      return doer != null && doer == uid;
    }
  }

  /** What one process did. */
  record OfProcess(long key) implements TrailView {
    @Override
    public boolean shows(RecentEvents.Entry entry) {
      return !entry.ofObject() && showsDoingOf(entry.uid(), entry.processKey());
    }

    @Override
    public boolean showsDoingOf(@Nullable Integer doer, @Nullable Long processKey) {
      return processKey != null && processKey == key;
    }
  }

  /**
   * Who may see what, of one authority.
   *
   * @param ownUid the uid that it runs as, unsigned
   */
  record Rules(int ownUid) {
    /** What a caller may see. */
    TrailView viewOf(LinuxIdentity identity, Caller caller) {
      Token token = caller.effective();
      if (token == null || token != caller.primary() || isLowered(token)) {
        return new OfProcess(caller.process().key());
      }
      if (identity.initialUserNamespace() && isInCharge(identity.uid(), token)) {
        return new Everything();
      }
      return new OfUid(identity.uid());
    }

    /** Of root and SYSTEM only what has lost nothing of its integrity is in charge. */
    private boolean isInCharge(int uid, Token token) {
      if (uid == 0 || token.user().equals(WellKnown.SYSTEM)) {
        return integrity(token, IntegrityLevel.HIGH);
      }
      return uid == ownUid;
    }

    private static boolean isLowered(Token token) {
      return token.isRestricted()
          || token.identity().confinement().sid() != null
          || token.session().isDead()
          || !integrity(token, IntegrityLevel.MEDIUM)
          || token.type() == TokenType.IMPERSONATION;
    }

    private static boolean integrity(Token token, IntegrityLevel atLeast) {
      return Integer.compareUnsigned(token.identity().integrityLevel(), atLeast.value()) >= 0;
    }
  }
}
