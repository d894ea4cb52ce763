package dev.tokend.cli.text;

import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.UtcTime;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.SessionReply;
import dev.tokend.surface.protocol.SessionSummary;
import dev.tokend.surface.protocol.SessionToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Logon sessions as text. */
public final class SessionText {
  /** The sessions before it are built in (tokens §5). */
  private static final long FIRST_OF_ITS_OWN = 1000;

  private SessionText() {}

  /** A row for each. */
  public static String table(List<SessionSummary> sessions, SidNames names, Style style) {
    Page.Table table =
        new Page.Table("session", "user", "logon", "package", "since", "state", "pair", "tokens", "processes", "pins");
    for (SessionSummary session : sessions) {
      table.add(
          Long.toUnsignedString(session.id()),
          names.text(session.user()),
          FlagNames.word(session.logonType()),
          session.authPackage(),
          since(session.createdAt()),
          session.dead() ? "invalidated" : "",
          session.pair() == null ? "" : "linked",
          Integer.toUnsignedString(session.tokens()),
          Integer.toUnsignedString(session.processes()),
          Integer.toUnsignedString(session.pins()));
    }
    return new Page(style).table(table, "no logon session").text();
  }

  /** One and what belongs to it. */
  public static String session(SessionReply reply, SidNames names, Style style) {
    SessionSummary session = reply.session();
    Page page = new Page(style).rows(new Page.Rows()
        .add("session", Long.toUnsignedString(session.id()) + (session.dead() ? ", invalidated" : ""))
        .add("user", names.text(session.user()))
        .add("logon type", FlagNames.word(session.logonType()))
        .add("package", session.authPackage().isEmpty() ? Words.NONE : session.authPackage())
        .add("since", since(session.createdAt()))
        .add("logon SID", Sid.logon(session.id()).toString())
        .add("pair", pair(session.pair()))
        .add("tokens", Integer.toUnsignedString(session.tokens()))
        .add("processes", Integer.toUnsignedString(session.processes()))
        .add("pins", Integer.toUnsignedString(session.pins()))
        .add("ends", end(session)));
    if (!reply.whole()) {
      return page.line("").line("Only SYSTEM and Administrators see which tokens, processes and pins.").text();
    }
    section(page, "tokens", tokens(reply, names), reply.tokens().size(), session.tokens());
    section(page, "processes", processes(reply), reply.processes().size(), session.processes());
    section(page, "pins", PinText.table(reply.pins(), names, false), reply.pins().size(), session.pins());
    return page.text();
  }

  private static String end(SessionSummary session) {
    if (Long.compareUnsigned(session.id(), FIRST_OF_ITS_OWN) < 0) {
      return "with the authority";
    }
    return session.kept() ? "when Linux has long not used it" : "with its last token";
  }

  private static void section(Page page, String title, Page.Table table, int shown, int all) {
    if (all == 0) {
      return;
    }
    page.section(title).table(table, Words.NONE);
    if (all > shown) {
      page.line("and " + (all - shown) + " more");
    }
  }

  private static Page.Table tokens(SessionReply reply, SidNames names) {
    Page.Table table = new Page.Table("token", "user", "type", "integrity", "elevation", "held by");
    for (SessionToken token : reply.tokens()) {
      table.add(
          Long.toUnsignedString(token.id()), names.text(token.user()), type(token), integrity(token.integrity()),
          elevation(token.elevation()), String.join(", ", heldBy(token, reply.session().pair())));
    }
    return table;
  }

  private static Page.Table processes(SessionReply reply) {
    Page.Table table = new Page.Table("process", "token", "acts");
    for (SessionReply.Member process : reply.processes()) {
      table.add(
          Integer.toUnsignedString(process.pid()),
          process.ofSession() ? Long.toUnsignedString(process.primaryToken()) : "of another session",
          process.threads() == 0 ? "" : "as one of these tokens in " + Words.counted(process.threads(), "thread"));
    }
    return table;
  }

  /** Who holds a token of a session, each in words: {@code 1 process}, {@code the pair}. */
  public static List<String> heldBy(SessionToken token, SessionSummary.@Nullable Pair pair) {
    SessionToken.Holders holders = token.holders();
    List<String> words = new ArrayList<>();
    add(words, holders.processes(), "process", "processes");
    add(words, holders.threads(), "thread", "threads");
    add(words, holders.handles(), "handle", "handles");
    add(words, holders.connections(), "connection", "connections");
    add(words, holders.pins(), "pin", "pins");
    if (pair != null && (pair.elevated() == token.id() || pair.filtered() == token.id())) {
      words.add("the pair");
    }
    if (words.isEmpty()) {
      words.add("the authority");
    }
    return words;
  }

  private static void add(List<String> words, int count, String one, String more) {
    if (count != 0) {
      words.add(Integer.toUnsignedString(count) + " " + (count == 1 ? one : more));
    }
  }

  private static String pair(SessionSummary.@Nullable Pair pair) {
    return pair == null
        ? Words.NONE
        : "full token " + Long.toUnsignedString(pair.elevated())
            + ", limited token " + Long.toUnsignedString(pair.filtered());
  }

  private static String type(SessionToken token) {
    TokenType type = TokenType.byValue(token.type());
    return type == TokenType.IMPERSONATION
        ? Words.of(ImpersonationLevel.byValue(token.level()), token.level())
        : Words.of(type, token.type());
  }

  private static String elevation(int number) {
    ElevationType elevation = ElevationType.byValue(number);
    return elevation == ElevationType.DEFAULT ? "" : Words.of(elevation, number);
  }

  private static String integrity(int number) {
    IntegrityLevel level = IntegrityLevel.byValue(number);
    return level == null ? Integer.toUnsignedString(number) : level.label();
  }

  /** 0 is the time of what the authority has built in. */
  private static String since(long unixSeconds) {
    return unixSeconds == 0 ? "the start" : UtcTime.text(unixSeconds);
  }
}
