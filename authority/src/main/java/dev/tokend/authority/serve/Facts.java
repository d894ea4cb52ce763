package dev.tokend.authority.serve;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenIdentity;
import dev.tokend.surface.protocol.TokenFacts;

/** What no query class shows, for whoever may query the token. */
final class Facts {

  private static final String DERIVED_SOURCE = "linux";

  private Facts() {}

  static TokenFacts of(Monitor monitor, Handle handle) throws Refusal {
    // The facts are guarded as every class is: by asking for the smallest one.
    monitor.query(new Query.Request(handle, QueryClass.TYPE.number(), Query.Request.UNBOUNDED));
    Token token = handle.token();
    TokenIdentity identity = token.identity();
    TokenSpec.Confinement confinement = identity.confinement();
    LogonSession session = token.session();
    return new TokenFacts(
        identity.restriction().userDenyOnly(),
        identity.restriction().writeRestricted(),
        confinement.exempt(),
        confinement.isolationBoundary(),
        identity.provenance().source().displayName().equals(DERIVED_SOURCE),
        identity.policies().audit(),
        identity.projection().uid(),
        identity.projection().gid(),
        identity.provenance().createdAt(),
        identity.device().restrictedGroups(),
        new TokenFacts.SessionFacts(
            session.id(),
            session.isDead(),
            session.logonType(),
            session.authPackage(),
            session.createdAt(),
            session.user()));
  }
}
