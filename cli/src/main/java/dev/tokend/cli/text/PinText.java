package dev.tokend.cli.text;

import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.UtcTime;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.PinsReply;
import java.util.List;

/** Pinned tokens as text. */
public final class PinText {
  private PinText() {}

  /** A row for each. */
  public static String table(List<PinsReply.Pin> pins, SidNames names, Style style) {
    return new Page(style).table(table(pins, names, true), "no pinned token").text();
  }

  static Page.Table table(List<PinsReply.Pin> pins, SidNames names, boolean withSession) {
    Page.Table table = new Page.Table("name", "user", "session", "token", "since");
    for (PinsReply.Pin pin : pins) {
      table.add(
          pin.name().text(),
          names.text(Sid.unixUser(pin.owner())),
          withSession ? Long.toUnsignedString(pin.sessionId()) : "",
          Long.toUnsignedString(pin.tokenId()),
          UtcTime.text(pin.pinnedAt()));
    }
    return table;
  }
}
