package dev.tokend.cli.text;

import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.AuditStatus;
import dev.tokend.surface.protocol.AuthorityStatus;

/** The authority as text. */
public final class AuthorityText {
  private AuthorityText() {}

  /**
   * How it is.
   *
   * @param state "running", "started"
   * @param place the path of its socket
   */
  public static String status(String state, String place, AuthorityStatus status, SidNames names, Style style) {
    return new Page(style).rows(new Page.Rows()
        .add("authority", (status.machineWide() ? "the machine's, " : "your own, ") + state)
        .add("socket", place)
        .add("process", Integer.toUnsignedString(status.pid()))
        .add("runs as", names.text(Sid.unixUser(status.uid())))
        .add("since", Phrases.time(status.startedAt()))
        .add("version", status.version())
        .add("connections", Integer.toUnsignedString(status.connections()))
        .add("handles", Integer.toUnsignedString(status.handles()))
        .add("tokens", Integer.toUnsignedString(status.tokens()))
        .add("sessions", Integer.toUnsignedString(status.sessions()))
        .add("processes", Integer.toUnsignedString(status.processes()))
        .add("descriptors", Integer.toUnsignedString(status.descriptors()))
        .add("ends", end(status.idleSeconds()))
        .add("audit trail", audit(status.audit()))).text();
  }

  /** That it was stopped. */
  public static String stopped(String place) {
    return new Page(Style.PLAIN).line("stopped the authority at " + place).text();
  }

  private static String audit(AuditStatus audit) {
    StringBuilder text = new StringBuilder(audit.place());
    if (audit.trouble() != null) {
      text.append("; cannot be written: ").append(audit.trouble());
    }
    if (audit.lost() != 0) {
      text.append("; lines lost: ").append(Long.toUnsignedString(audit.lost()));
    }
    return Printable.text(text.toString());
  }

  private static String end(int idleSeconds) {
    if (idleSeconds == 0) {
      return "when stopped";
    }
    return idleSeconds % 60 == 0
        ? "after " + Words.counted(idleSeconds / 60, "minute") + " of idleness"
        : "after " + Words.counted(idleSeconds, "second") + " of idleness";
  }
}
