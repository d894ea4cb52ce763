package dev.tokend.cli.text;

import dev.tokend.cli.command.Subcommand;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.surface.protocol.TokenFacts.SessionFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the inspecting subcommands print as text. */
public final class TokenText {
  private final TokenView token;
  private final SidNames names;
  private final Style style;
  private final Phrases phrases;

  /**
   * @param token what to print of
   * @param names the names of the SIDs in it
   * @param style emphasis
   */
  public TokenText(TokenView token, SidNames names, Style style) {
    this.token = token;
    this.names = names;
    this.style = style;
    this.phrases = new Phrases(token, names);
  }

  /** {@code show --short}: one line. */
  public String shortLine() {
    StringBuilder line = new StringBuilder(names.text(token.user()));
    part(line, phrases.integrityWord());
    part(line, token.type() == TokenType.PRIMARY ? phrases.type() : phrases.level());
    if (token.elevation() != ElevationType.DEFAULT) {
      part(line, "elevation " + phrases.elevation());
    }
    if (token.isRestricted()) {
      part(line, token.facts().writeRestricted() ? "write-restricted" : "restricted");
    }
    if (token.isConfined()) {
      part(line, "confined");
    }
    part(line, "session " + phrases.session());
    part(line, "groups " + token.groups().size());
    Privileges privileges = token.privileges();
    part(line, "privileges " + Long.bitCount(privileges.enabled()) + "/" + Long.bitCount(privileges.present()));
    return new Page(style).line(line.toString()).text();
  }

  private static void part(StringBuilder line, String part) {
    line.append("  ").append(part);
  }

  /** {@code show}: who the token is. */
  public String principal() {
    return new Page(style).rows(principalRows()).text();
  }

  /** The rows of {@link #principal}. */
  Page.Rows principalRows() {
    Page.Rows rows = new Page.Rows()
        .add("user", phrases.user())
        .add("owner", names.text(token.owner()))
        .add("primary group", names.text(token.primaryGroup()))
        .add("integrity", phrases.integrity())
        .add("type", phrases.type())
        .add("elevation", phrases.elevation());
    if (token.isRestricted()) {
      rows.add("restricted", phrases.restricted());
    }
    if (token.confinementSid() != null) {
      rows.add("confined", phrases.confined());
      rows.add("capabilities", Integer.toString(token.capabilities().size()));
    }
    rows.add("session", phrases.session());
    rows.add("logon type", phrases.logonType());
    rows.add("interactivity scope", phrases.interactivityScope());
    rows.add("source", phrases.source());
    return rows;
  }

  /** What an accessor prints. */
  public String accessor(Subcommand accessor) {
    Page page = new Page(style);
    switch (accessor) {
      case USER -> page.line(phrases.user());
      case OWNER -> page.line(names.text(token.owner()));
      case GROUP -> page.line(names.text(token.primaryGroup()));
      case GROUPS -> page.table(Tables.groups(token.groups(), names), "no groups");
      case PRIVS -> page.table(Tables.privileges(token.privileges()), "no privileges");
      case CAPS -> capabilities(page);
      case CLAIMS -> {
        page.section("User claims").table(Tables.claims(token.userClaims(), names), Words.NONE);
        page.section("Device claims").table(Tables.claims(token.deviceClaims(), names), Words.NONE);
      }
      case INTEGRITY ->
          page.line(names.form() == SidForm.RAW ? token.integrity().toString() : phrases.integrity());
      case LOGON -> page.rows(logon());
      case SOURCE -> page.line(phrases.source());
      case ORIGIN -> page.line(phrases.origin());
      case STATS -> page.rows(statistics());
      case DEFAULT_DACL -> defaultDacl(page);
      default ->
          throw new IllegalArgumentException("no accessor: " + accessor);
    }
    return page.text();
  }

  private void capabilities(Page page) {
    page.rows(new Page.Rows().add("confined", phrases.confined()));
    page.table(Tables.sids(token.capabilities(), names), "no capabilities");
  }

  private Page.Rows logon() {
    SessionFacts session = token.facts().session();
    return new Page.Rows()
        .add("logon type", phrases.logonType())
        .add("logon SID", names.text(token.logonSid()))
        .add("session", phrases.session())
        .add("session user", names.text(session.user()))
        .add("package", session.authPackage().isEmpty() ? Words.NONE : session.authPackage())
        .add("since", Phrases.time(session.createdAt()));
  }

  private Page.Rows statistics() {
    Statistics statistics = token.statistics();
    return new Page.Rows()
        .add("token id", Long.toUnsignedString(statistics.tokenId()))
        .add("logon session", Long.toUnsignedString(statistics.authId()))
        .add("modification counter", Long.toUnsignedString(statistics.modifiedId()))
        .add("type", FlagNames.word(statistics.type()))
        .add("created", Phrases.time(token.facts().createdAt()))
        .add("expires", Phrases.expiration(statistics.expiration()));
  }

  private void defaultDacl(Page page) {
    Acl dacl = token.defaultDacl();
    if (dacl == null) {
      page.line(Words.NONE);
      return;
    }
    AclNotation sddl = AclNotation.ofDacl(dacl);
    String text = sddl.text();
    page.rows(new Page.Rows().add("SDDL", text == null ? "cannot express " + sddl.obstacle() : text));
    page.table(Tables.aces(dacl, names), "empty: grants nothing to anyone");
  }

  /** {@code show --all}: every class and every fact. */
  public String all() {
    Page page = new Page(style);
    page.section("Principal").rows(new Page.Rows()
        .add("user", phrases.user())
        .add("owner", names.text(token.owner()))
        .add("primary group", names.text(token.primaryGroup()))
        .add("integrity", phrases.integrity())
        .add("mandatory policy", Words.joined(FlagNames.mandatoryPolicy(token.mandatoryPolicy())))
        .add("type", phrases.type())
        .add("elevation", phrases.elevation()));
    page.section("Groups (" + token.groups().size() + ")").table(Tables.groups(token.groups(), names), Words.NONE);
    page.section("Privileges (" + phrases.privilegeCount() + ")");
    page.table(Tables.privileges(token.privileges()), Words.NONE);
    page.section("Restriction").rows(new Page.Rows()
        .add("restricted", phrases.restricted())
        .add("write-restricted", Words.yesNo(token.facts().writeRestricted())));
    page.table(Tables.sids(token.restrictedSids(), names), "no restricting SIDs");
    page.section("Confinement").rows(new Page.Rows()
        .add("confined", phrases.confined())
        .add("exempt", Words.yesNo(token.facts().confinementExempt()))
        .add("isolation boundary", Words.yesNo(token.facts().isolationBoundary())));
    page.table(Tables.sids(token.capabilities(), names), "no capabilities");
    page.section("Device groups").table(Tables.groups(token.deviceGroups(), names), Words.NONE);
    page.section("Restricted device groups");
    page.table(Tables.groups(token.facts().restrictedDeviceGroups(), names), Words.NONE);
    page.section("User claims").table(Tables.claims(token.userClaims(), names), Words.NONE);
    page.section("Device claims").table(Tables.claims(token.deviceClaims(), names), Words.NONE);
    defaultDacl(page.section("Default DACL"));
    page.section("Logon").rows(logon()
        .add("interactivity scope", phrases.interactivityScope())
        .add("origin", phrases.origin()));
    page.section("Token").rows(statistics().add("source", phrases.source())
        .add("audit policy", Words.joined(FlagNames.auditPolicy(token.facts().auditPolicy()))));
    page.section("Linux projection").rows(new Page.Rows()
        .add("uid", Integer.toUnsignedString(token.facts().projectedUid()))
        .add("gid", Integer.toUnsignedString(token.facts().projectedGid()))
        .add("supplementary gids", gids()));
    return page.text();
  }

  private String gids() {
    StringBuilder gids = new StringBuilder();
    for (int gid : token.supplementaryGids()) {
      gids.append(gids.isEmpty() ? "" : " ").append(Integer.toUnsignedString(gid));
    }
    return gids.isEmpty() ? Words.NONE : gids.toString();
  }
}
