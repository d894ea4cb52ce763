package dev.tokend.authority.audit;

import dev.tokend.kacs.access.AuditEvent;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.AccessAudited;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.event.EventSubject;
import dev.tokend.monitor.event.Impersonated;
import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.monitor.event.PrimaryReplaced;
import dev.tokend.monitor.event.PrivilegeUsed;
import dev.tokend.monitor.event.Reverted;
import dev.tokend.monitor.event.SessionCreated;
import dev.tokend.monitor.event.SessionDestroyed;
import dev.tokend.monitor.event.SessionInvalidated;
import dev.tokend.monitor.event.TokenAdjusted;
import dev.tokend.monitor.event.TokenCreated;
import dev.tokend.monitor.event.TokensLinked;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The fields of the monitor's events, by the names of tokens §21 where it has them. */
final class MonitorFields {
  private final LongFunction<@Nullable Integer> pids;

  /** @param pids the number of a process that the monitor knows by a key, or null */
  MonitorFields(LongFunction<@Nullable Integer> pids) {
    this.pids = pids;
  }

  void write(MonitorEvent event, JsonLine out) {
    switch (event) {
      case TokenCreated created -> created(created, out);
      case TokenAdjusted adjusted -> AdjustmentFields.write(adjusted, out);
      case TokensLinked linked ->
          out.id("session_id", linked.sessionId())
              .sid("user_sid", linked.userSid())
              .id("elevated_token_id", linked.elevatedTokenId())
              .id("filtered_token_id", linked.filteredTokenId());
      case PrimaryReplaced replaced -> replaced(replaced, out);
      case Impersonated impersonated -> impersonated(impersonated, out);
      case Reverted(long token, Sid user) -> out.id("token_id", token).sid("user_sid", user);
      case SessionCreated(long id, Sid user, LogonType type, String authPackage, long at) ->
          session(id, user, type, authPackage, at, out);
      case SessionDestroyed(long id, Sid user, LogonType type, String authPackage, long at) ->
          session(id, user, type, authPackage, at, out);
      case SessionInvalidated(long id, Sid user, LogonType type, String authPackage, long at) ->
          session(id, user, type, authPackage, at, out);
      case AccessAudited audited -> audited(audited, out);
      case PrivilegeUsed used -> used(used, out);
    }
  }

  private static void created(TokenCreated event, JsonLine out) {
    out.text("mode", event.mode().label())
        .id("token_id", event.tokenId())
        .id("source_token_id", event.sourceTokenId())
        .sid("user_sid", event.userSid())
        .truth("user_deny_only", event.userDenyOnly())
        .sids("group_sids", event.groupSids());
    if (event.restrictedSids().isEmpty()) {
      out.nothing("restricted_sids");
    } else {
      out.sids("restricted_sids", event.restrictedSids());
    }
    out.truth("write_restricted", event.writeRestricted())
        .wideMask("privileges_present", event.privilegesPresent())
        .wideMask("privileges_enabled", event.privilegesEnabled())
        .number("integrity_level", Integer.toUnsignedLong(event.integrityLevel()))
        .text("token_type", word(event.tokenType()))
        .text("impersonation_level", word(event.impersonationLevel()))
        .id("auth_id", event.authId())
        .sid("confinement_sid", event.confinementSid())
        .number("interactivity_scope", Integer.toUnsignedLong(event.interactivityScope()))
        .number("projected_uid", Integer.toUnsignedLong(event.projectedUid()))
        .number("projected_gid", Integer.toUnsignedLong(event.projectedGid()));
  }

  private static void replaced(PrimaryReplaced event, JsonLine out) {
    out.id("token_id", event.tokenId())
        .sid("user_sid", event.userSid())
        .id("auth_id", event.authId())
        .number("integrity_level", Integer.toUnsignedLong(event.integrityLevel()))
        .truth("restricted", event.restricted())
        .id("previous_token_id", event.previousTokenId())
        .sid("previous_user_sid", event.previousUserSid());
  }

  private static void impersonated(Impersonated event, JsonLine out) {
    out.text("of", event.peer() ? "peer" : "handle")
        .id("token_id", event.tokenId())
        .id("client_token_id", event.clientTokenId())
        .sid("user_sid", event.userSid())
        .id("auth_id", event.authId())
        .text("requested_level", word(event.requested()))
        .text("resulting_level", word(event.resulting()))
        .truth("identity_gate_capped", event.identityCap())
        .truth("integrity_ceiling_capped", event.integrityCap())
        .truth("needed_impersonate_privilege", event.privilegeNeeded());
  }

  private static void session(
      long id, Sid user, LogonType type, String authPackage, long createdAt, JsonLine out) {
    out.id("session_id", id)
        .sid("user_sid", user)
        .text("logon_type", word(type))
        .text("auth_package", authPackage)
        .id("created_at", createdAt);
  }

  private void audited(AccessAudited event, JsonLine out) {
    AuditEvent audit = event.audit();
    subject(event.subject(), out);
    object(event.object(), out);
    out.mask("requested_access", audit.requested())
        .mask("granted_access", audit.granted())
        .truth("success", audit.success())
        .begin("trigger");
    switch (audit.trigger()) {
      case AuditEvent.Trigger.SubjectPolicy p -> out.text("kind", "policy").nothing("ace");
      case AuditEvent.Trigger.SaclAce sacl -> {
        out.text("kind", "sacl").bytes("ace", bytes(sacl.ace())).number("ace_index", sacl.index());
        if (sacl.policy() != null) {
          out.sid("policy", sacl.policy());
        }
      }
    }
    out.end();
  }

  private void used(PrivilegeUsed event, JsonLine out) {
    subject(event.subject(), out);
    if (event.object() == null) {
      out.nothing("object_context");
    } else {
      object(event.object(), out);
    }
    Privilege privilege = Privilege.byBit(event.privilegeBit());
    out.text("privilege", privilege == null ? "bit " + event.privilegeBit() : privilege.fullName())
        .mask("requested_access", event.requested())
        .mask("granted_access", event.requested())
        .mask("surviving_access", event.surviving())
        .truth("success", event.success());
  }

  private static byte[] bytes(Ace ace) {
    ByteWriter out = new ByteWriter();
    ace.writeTo(out);
    return out.toByteArray();
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void subject(EventSubject subject, JsonLine out) {
    out.begin("subject")
        .sid("user_sid", subject.userSid())
        .sids("group_sids", subject.groupSids())
        .number("integrity_level", Integer.toUnsignedLong(subject.integrityLevel()))
        .number("pip_type", Integer.toUnsignedLong(subject.pip().type()))
        .number("pip_trust", Integer.toUnsignedLong(subject.pip().trust()))
        .end();
  }

  private void object(EventObject object, JsonLine out) {
    out.begin("object_context");
    switch (object) {
      case EventObject.OfToken(long id) -> out.text("kind", "token").id("token_id", id);
      case EventObject.OfDuplicate(long source) ->
          out.text("kind", "duplicate").id("source_token_id", source);
      case EventObject.OfProcess(long key) -> {
        out.text("kind", "process");
        Integer pid = pids.apply(key);
        if (pid == null) {
          out.nothing("pid");
        } else {
          out.number("pid", pid);
        }
      }
      case EventObject.OfGuard(Bytes context) ->
          out.text("kind", "guarded").text("context", HexFormat.of().formatHex(context.toByteArray()));
      case EventObject.OfSessionsListing l -> out.text("kind", "session-listing");
    }
    out.end();
  }
}
