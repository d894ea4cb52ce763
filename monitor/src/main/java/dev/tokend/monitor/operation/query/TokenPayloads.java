package dev.tokend.monitor.operation.query;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.Provenance;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenIdentity;

/** What each query class says of a token (formats §8). */
public final class TokenPayloads {
  private TokenPayloads() {}

  /** The answer of one class; classes 18 and 19 come from the logon session, the others from the token. */
  public static QueryPayload of(Token token, QueryClass queryClass) {
    TokenIdentity identity = token.identity();
    return switch (queryClass) {
      case USER -> new QueryPayload.SidPayload(identity.user());
      case GROUPS -> new QueryPayload.SidList(token.groups());
      case PRIVILEGES -> new QueryPayload.PrivilegeWords(words(token.privileges()));
      case TYPE -> new QueryPayload.U32(token.type().value());
      case INTEGRITY_LEVEL -> new QueryPayload.SidPayload(Sid.integrity(identity.integrityLevel()));
      case OWNER -> new QueryPayload.SidPayload(token.owner());
      case PRIMARY_GROUP -> new QueryPayload.SidPayload(token.primaryGroup());
      case INTERACTIVITY_SCOPE -> new QueryPayload.U32(token.state().interactivityScope());
      case RESTRICTED_SIDS -> new QueryPayload.SidList(identity.restriction().sids());
      case SOURCE -> new QueryPayload.Source(identity.provenance().source());
      case STATISTICS -> new QueryPayload.StatisticsPayload(statistics(token, identity.provenance()));
      case ORIGIN -> new QueryPayload.U64(identity.provenance().origin());
      case ELEVATION_TYPE -> new QueryPayload.U32(token.elevation().value());
      case DEVICE_GROUPS -> new QueryPayload.SidList(identity.device().groups());
      case APPCONTAINER_SID -> new QueryPayload.OptionalSid(identity.confinement().sid());
      case CAPABILITIES -> new QueryPayload.SidList(identity.confinement().capabilities());
      case MANDATORY_POLICY -> new QueryPayload.U32(identity.policies().mandatory());
      case LOGON_TYPE -> new QueryPayload.U32(token.session().logonType().value());
      case LOGON_SID -> new QueryPayload.SidPayload(token.session().logonSid());
      case DEFAULT_DACL -> new QueryPayload.AclPayload(token.state().defaults().dacl());
      case IMPERSONATION_LEVEL -> new QueryPayload.U32(token.level().value());
      case USER_CLAIMS -> new QueryPayload.Claims(identity.userClaims());
      case DEVICE_CLAIMS -> new QueryPayload.Claims(identity.device().claims());
      case PROJECTED_SUPPLEMENTARY_GIDS -> new QueryPayload.Gids(identity.projection().supplementaryGids());
    };
  }

  private static Privileges words(PrivilegeState state) {
    return new Privileges(state.present(), state.enabled(), state.byDefault(), state.used());
  }

  private static Statistics statistics(Token token, Provenance provenance) {
    return new Statistics(
        token.id(), token.session().id(), token.modifiedId(), token.type(), provenance.expiration());
  }
}
