package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.tokend.cli.json.LogonSessionJson;
import dev.tokend.cli.json.PinJson;
import dev.tokend.cli.text.PinText;
import dev.tokend.cli.text.SessionText;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.LogonSessionSpec;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinsReply;
import dev.tokend.surface.protocol.SessionReply;
import dev.tokend.surface.protocol.SessionSummary;
import dev.tokend.surface.protocol.SessionToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Logon sessions and pins, as text in every form and as JSON. */
class KeepGoldenTest {
  /** 2026-01-02 03:04:05 UTC. */
  private static final long TIME = 1_767_323_045L;

  private static final Sid ALICE = Sid.unixUser(1000);
  private static final SessionSummary SYSTEM =
      new SessionSummary(
          999, LogonType.SERVICE, false, false, 0, null, 1, 0, 0, "Negotiate", Sid.of("S-1-5-18"));
  private static final SessionSummary PAIRED =
      new SessionSummary(
          1000, LogonType.INTERACTIVE, true, false, TIME, new SessionSummary.Pair(1003, 1005), 1027, 2, 1, "Kerberos",
          ALICE);
  private static final SessionSummary DERIVED =
      new SessionSummary(
          0x7FFF_FFFF_FFFF_FFFFL, LogonType.NETWORK_CLEARTEXT, false, true, TIME + 1, null, 0, 0, 0, "",
          Sid.of("S-1-5-21-10-20-30-1001"));
  private static final List<PinsReply.Pin> PINS =
      List.of(
          new PinsReply.Pin(0, 1005, 1000, TIME, new PinName("limited")),
          new PinsReply.Pin(-2, -1, 999, TIME, new PinName("\u202e a b")));
  private static final SessionReply WHOLE =
      new SessionReply(
          true,
          PAIRED,
          List.of(
              token(1003, 1, 2, 12288, new SessionToken.Holders(0, 0, 0, 0, 0)),
              token(1005, 1, 3, 8192, new SessionToken.Holders(1, 0, 2, 0, 1)),
              token(-1, 2, 1, 8448, new SessionToken.Holders(0, 2, 1, 1, 0)),
              token(1009, 9, 7, 77, new SessionToken.Holders(0, 0, 0, 0, 0))),
          List.of(new SessionReply.Member(4821, 1005, true, 0), new SessionReply.Member(4900, 1002, false, 2)),
          PINS.subList(0, 1));

  private static SessionToken token(long id, int type, int elevation, int integrity, SessionToken.Holders holders) {
    return new SessionToken(id, type, 1, elevation, integrity, holders, ALICE);
  }

  private static SidNames names(SidForm form) {
    return SidNames.local(form).with(form == SidForm.RAW ? Map.of() : Map.of(ALICE, "alice"));
  }

  @Test
  void text_is_as_recorded() {
    StringBuilder text = new StringBuilder();
    for (SidForm form : SidForm.values()) {
      SidNames names = names(form);
      text.append("--- ").append(form).append('\n');
      text.append(SessionText.table(List.of(SYSTEM, PAIRED, DERIVED), names, Style.PLAIN)).append('\n');
      text.append(SessionText.session(WHOLE, names, Style.PLAIN)).append('\n');
      text.append(PinText.table(PINS, names, Style.PLAIN)).append('\n');
    }
    SidNames names = names(SidForm.BOTH);
    text.append("--- nothing, and what others may see\n");
    text.append(SessionText.table(List.of(), names, Style.PLAIN));
    text.append(PinText.table(List.of(), names, Style.PLAIN)).append('\n');
    SessionReply own = new SessionReply(false, DERIVED, List.of(), List.of(), List.of());
    text.append(SessionText.session(own, names, Style.PLAIN));
    text.append(SessionText.session(new SessionReply(true, SYSTEM, List.of(), List.of(), List.of()), names, Style.PLAIN));
    Golden.matches("keep/text.txt", text.toString());
  }

  @Test
  void json_is_as_recorded() throws IOException {
    SidNames names = names(SidForm.BOTH);
    LogonSessionSpec spec = new LogonSessionSpec(LogonType.BATCH, "", ALICE);
    StringBuilder documents = new StringBuilder();
    for (String document : List.of(
        LogonSessionJson.table(List.of(SYSTEM, PAIRED, DERIVED), names),
        LogonSessionJson.session(WHOLE, names),
        LogonSessionJson.session(new SessionReply(false, DERIVED, List.of(), List.of(), List.of()), names),
        LogonSessionJson.made(1001, spec, names),
        PinJson.table(PINS, names),
        PinJson.table(List.of(), names))) {
      assertThat(JsonParser.parseString(document).getAsJsonObject().get("schema").getAsString()).isEqualTo("token/1");
      documents.append(document);
    }
    Golden.matches("keep/json.txt", documents.toString());
  }
}
