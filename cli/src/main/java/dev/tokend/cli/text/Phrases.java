package dev.tokend.cli.text;

import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.cli.view.UtcTime;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.surface.protocol.TokenFacts.SessionFacts;

/** The fields of a token that are one phrase each, as text says them everywhere. */
final class Phrases {
  private final TokenView token;
  private final SidNames names;

  Phrases(TokenView token, SidNames names) {
    this.token = token;
    this.names = names;
  }

  /** The user, and whether allow entries do not see it. */
  String user() {
    return names.text(token.user()) + (token.facts().userDenyOnly() ? ", deny-only" : "");
  }

  /** {@code Medium}; a level between the named ones is a number. */
  String integrityWord() {
    int number = token.integrity().rid();
    IntegrityLevel level = IntegrityLevel.byValue(number);
    return level == null ? Integer.toUnsignedString(number) : level.label();
  }

  /** {@code Medium (8192)}. */
  String integrity() {
    String word = integrityWord();
    String number = Integer.toUnsignedString(token.integrity().rid());
    return names.form() == SidForm.LABEL || word.equals(number) ? word : word + " (" + number + ")";
  }

  /** {@code primary}, or an impersonation token's level with it. */
  String type() {
    String type = Words.of(token.type(), token.u32(QueryClass.TYPE));
    return token.type() == TokenType.PRIMARY ? type : type + ", level " + level();
  }

  String level() {
    return Words.of(token.impersonationLevel(), token.u32(QueryClass.IMPERSONATION_LEVEL));
  }

  String elevation() {
    return Words.of(token.elevation(), token.u32(QueryClass.ELEVATION_TYPE));
  }

  /** {@code 1 of 2 enabled}. */
  String privilegeCount() {
    Privileges privileges = token.privileges();
    return Long.bitCount(privileges.enabled()) + " of " + Long.bitCount(privileges.present()) + " enabled";
  }

  /** Whether and how far the restricted pass applies (tokens §3.4). */
  String restricted() {
    if (!token.isRestricted()) {
      return "no";
    }
    String how = token.facts().writeRestricted() ? "writing only" : "yes";
    return how + ", to " + Words.counted(token.restrictedSids().size(), "restricting SID");
  }

  /** The confinement SID, or why there is no confinement (tokens §3.5). */
  String confined() {
    Sid confinement = token.confinementSid();
    if (confinement == null) {
      return "no";
    }
    return names.text(confinement) + (token.facts().confinementExempt() ? ", exempt from the check" : "");
  }

  String logonType() {
    return Words.of(token.logonType(), token.u32(QueryClass.LOGON_TYPE));
  }

  /** The session's number, and whether it was invalidated. */
  String session() {
    SessionFacts session = token.facts().session();
    return Long.toUnsignedString(session.id()) + (session.dead() ? ", invalidated" : "");
  }

  /** 0 stands for services, which have no screen or terminal. */
  String interactivityScope() {
    int scope = token.interactivityScope();
    return scope == 0 ? "0 (service)" : Integer.toUnsignedString(scope);
  }

  String source() {
    TokenSource source = token.source();
    String made = source.displayName() + ", id " + Long.toUnsignedString(source.id());
    return token.facts().derived() ? made + "; derived from Linux credentials" : made;
  }

  String origin() {
    return token.origin() == 0 ? Words.NONE : "session " + Long.toUnsignedString(token.origin());
  }

  /** The unit of an expiration is its maker's, by custom Unix seconds, and nothing enforces it (tokens §2). */
  static String expiration(long expiration) {
    return expiration == 0 ? "never" : time(expiration) + ", not enforced";
  }

  /** 0 is the time of what was there before any clock was asked. */
  static String time(long unixSeconds) {
    return unixSeconds == 0 ? "at start-up" : UtcTime.text(unixSeconds);
  }
}
