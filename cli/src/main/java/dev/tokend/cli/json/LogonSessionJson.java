package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.surface.protocol.SessionReply;
import dev.tokend.surface.protocol.SessionSummary;
import dev.tokend.surface.protocol.SessionToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logon sessions as JSON. */
public final class LogonSessionJson {
  private final JsonDocument document;
  private final JsonWriter out;

  private LogonSessionJson(SidNames names) throws IOException {
    this.document = new JsonDocument(names);
    this.out = document.out();
  }

  /** Every session. */
  public static String table(List<SessionSummary> sessions, SidNames names) throws IOException {
    LogonSessionJson json = new LogonSessionJson(names);
    json.out.name("sessions").beginArray();
    for (SessionSummary session : sessions) {
      json.summary(session);
    }
    json.out.endArray();
    return json.document.end();
  }

  /** One and what belongs to it; the lists are null where the caller may not see them. */
  public static String session(SessionReply reply, SidNames names) throws IOException {
    LogonSessionJson json = new LogonSessionJson(names);
    json.out.name("session");
    json.summary(reply.session());
    json.lists(reply.whole() ? reply : null);
    return json.document.end();
  }

  /** A session that was made, from its spec. */
  public static String made(long id, LogonSessionSpec spec, SidNames names) throws IOException {
    LogonSessionJson json = new LogonSessionJson(names);
    JsonWriter out = json.out;
    out.name("session").beginObject();
    out.name("id");
    json.document.unsigned(id);
    out.name("logon_type").value(FlagNames.word(spec.logonType()));
    out.name("auth_package").value(spec.authPackage());
    out.name("user");
    json.document.sid(spec.userSid());
    out.name("logon_sid");
    json.document.sid(Sid.logon(id));
    out.endObject();
    return json.document.end();
  }

  private void lists(@Nullable SessionReply reply) throws IOException {
    if (reply == null) {
      out.name("tokens").nullValue();
      out.name("processes").nullValue();
      out.name("pins").nullValue();
      return;
    }
    out.name("tokens").beginArray();
    for (SessionToken token : reply.tokens()) {
      token(token, reply.session().pair());
    }
    out.endArray();
    out.name("processes").beginArray();
    for (SessionReply.Member process : reply.processes()) {
      out.beginObject();
      out.name("pid").value(Integer.toUnsignedLong(process.pid()));
      out.name("primary_token");
      document.unsigned(process.primaryToken());
      out.name("of_session").value(process.ofSession());
      out.name("threads").value(Integer.toUnsignedLong(process.threads()));
      out.endObject();
    }
    out.endArray();
    out.name("pins");
    PinJson.write(document, reply.pins());
  }

  private void summary(SessionSummary session) throws IOException {
    SessionSummary.Pair pair = session.pair();
    out.beginObject();
    out.name("id");
    document.unsigned(session.id());
    out.name("dead").value(session.dead());
    out.name("logon_type").value(FlagNames.word(session.logonType()));
    out.name("auth_package").value(session.authPackage());
    out.name("created");
    document.time(session.createdAt());
    out.name("user");
    document.sid(session.user());
    out.name("logon_sid");
    document.sid(Sid.logon(session.id()));
    out.name("kept").value(session.kept());
    out.name("pair");
    if (pair == null) {
      out.nullValue();
    } else {
      out.beginObject();
      out.name("elevated");
      document.unsigned(pair.elevated());
      out.name("filtered");
      document.unsigned(pair.filtered());
      out.endObject();
    }
    out.name("counts").beginObject();
    out.name("tokens").value(Integer.toUnsignedLong(session.tokens()));
    out.name("processes").value(Integer.toUnsignedLong(session.processes()));
    out.name("pins").value(Integer.toUnsignedLong(session.pins()));
    out.endObject();
    out.endObject();
  }

  private void token(SessionToken token, SessionSummary.@Nullable Pair pair) throws IOException {
    boolean impersonation = token.type() == TokenType.IMPERSONATION.value();
    SessionToken.Holders holders = token.holders();
    out.beginObject();
    out.name("token_id");
    document.unsigned(token.id());
    out.name("user");
    document.sid(token.user());
    out.name("type");
    word(TokenType.byValue(token.type()));
    out.name("impersonation_level");
    word(impersonation ? ImpersonationLevel.byValue(token.level()) : null);
    out.name("integrity").beginObject();
    out.name("level").value(Integer.toUnsignedLong(token.integrity()));
    out.name("word");
    word(IntegrityLevel.byValue(token.integrity()));
    out.name("label");
    document.sid(Sid.integrity(token.integrity()));
    out.endObject();
    out.name("elevation");
    word(ElevationType.byValue(token.elevation()));
    out.name("held_by").beginObject();
    out.name("processes").value(Integer.toUnsignedLong(holders.processes()));
    out.name("threads").value(Integer.toUnsignedLong(holders.threads()));
    out.name("handles").value(Integer.toUnsignedLong(holders.handles()));
    out.name("connections").value(Integer.toUnsignedLong(holders.connections()));
    out.name("pins").value(Integer.toUnsignedLong(holders.pins()));
    out.name("pair").value(pair != null && (pair.elevated() == token.id() || pair.filtered() == token.id()));
    out.endObject();
    out.endObject();
  }

  private void word(@Nullable Enum<?> constant) throws IOException {
    out.value(constant == null ? null : FlagNames.word(constant));
  }
}
