package dev.tokend.cli.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A line on a terminal that says how far the work is, written over and over and wiped out at the end. */
final class Progress {
  private static final long INTERVAL = 250_000_000;
  private static final String WIPE = "\r\u001b[K";

  private final OutputStream terminal;
  private boolean shown;
  private final String unit;
  private final long begun = System.nanoTime();
  private long last = begun;
  private long lines;
  private long bad;

  /**
   * @param shown whether anybody can see it
   */
  Progress(OutputStream terminal, boolean shown, String unit) {
    this.terminal = terminal;
    this.shown = shown;
    this.unit = unit;
  }

  /** More was done. */
  void add(int moreLines, int moreBad) {
    lines += moreLines;
    bad += moreBad;
    long now = System.nanoTime();
    if (shown && now - last >= INTERVAL) {
      last = now;
      say(WIPE + line(lines, bad, now - begun, unit));
    }
  }

  /** All is done, or given up. */
  void end() {
    if (shown && last != begun) {
      say(WIPE);
    }
  }

  static String line(long lines, long bad, long nanoseconds, String unit) {
    long perSecond = Math.round(lines * 1e9 / Math.max(1, nanoseconds));
    String text = grouped(lines) + " " + unit + ", " + grouped(perSecond) + " a second";
    return bad == 0 ? text : text + ", " + grouped(bad) + " bad";
  }

  /** {@code 1,234,567}. */
  private static String grouped(long number) {
    StringBuilder text = new StringBuilder(Long.toString(number));
    for (int at = text.length() - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  private void say(String text) {
    try {
      terminal.write(text.getBytes(StandardCharsets.UTF_8));
      terminal.flush();
    } catch (IOException e) {
      // Nobody is there to see it, and the work goes on.
      shown = false;
    }
  }
}
