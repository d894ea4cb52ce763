package dev.tokend.cli.run;

import dev.tokend.cli.Version;
import dev.tokend.cli.html.Frame;
import dev.tokend.cli.html.Html;
import dev.tokend.cli.view.UtcTime;
import java.util.Map;

/** Pages for a browser, each with what made it and when. */
public final class Browser {
  private Browser() {}

  /**
   * A whole page.
   *
   * @param title of the page
   * @param about one sentence on what one sees
   * @param filters whether the page has a box that filters its rows
   */
  public static String page(Session session, String title, String about, Html content, boolean filters) {
    String made = "Made by token " + Version.NUMBER + ", " + UtcTime.text(now(session.surroundings().environment())) + ".";
    return new Frame(title, about, made).around(content, filters);
  }

  /** Unix seconds; those of SOURCE_DATE_EPOCH where a page is to be made the same again. */
  private static long now(Map<String, String> environment) {
    String fixed = environment.get("SOURCE_DATE_EPOCH");
    if (fixed != null) {
      try {
        return Long.parseUnsignedLong(fixed);
      } catch (NumberFormatException e) {
        return System.currentTimeMillis() / 1000;
      }
    }
    return System.currentTimeMillis() / 1000;
  }
}
