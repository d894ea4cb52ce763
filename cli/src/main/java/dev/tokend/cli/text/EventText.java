package dev.tokend.cli.text;

import dev.tokend.cli.view.EventRecord;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;

/** One event of the audit trail on one line: when, who, what, how it went, why. */
public final class EventText {
  private final EventRecord event;
  private final SidNames names;

  private EventText(EventRecord event, SidNames names) {
    this.event = event;
    this.names = names;
  }

  /** The line, without its end. */
  public static String line(EventRecord event, SidNames names, Style style) {
    EventText text = new EventText(event, names);
    String what = EventSentences.of(event, names);
    return text.time() + "  " + text.who() + "  " + (isRefusal(event) ? style.limit(what) : what);
  }

  private static boolean isRefusal(EventRecord event) {
    return event.text("event").equals("refused") || event.text("success").equals("false");
  }

  private String time() {
    String time = event.text("time");
    int day = time.indexOf('T');
    return day < 0 || !time.endsWith("Z")
        ? Printable.text(time)
        : Printable.text(time.substring(0, day) + " " + time.substring(day + 1, time.length() - 1) + " UTC");
  }

  private String who() {
    Sid user = event.sid("caller.user_sid");
    String caller =
        user != null ? names.text(user) : event.has("caller.uid") ? "uid " + event.text("caller.uid") : "-";
    if (event.is("caller.impersonating")) {
      caller += ", impersonated by uid " + event.text("caller.uid");
    }
    if (event.has("process.pid")) {
      String pid = event.text("process.pid");
      caller += event.has("process.name") ? ", " + event.text("process.name") + "[" + pid + "]" : ", process " + pid;
    }
    return Printable.text(caller);
  }
}
