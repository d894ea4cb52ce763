package dev.tokend.cli.watch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** When something happened, in UTC, as the audit trail writes it. */
final class Times {
  private static final DateTimeFormatter TEXT = format("uuuu-MM-dd HH:mm:ss.SSS 'UTC'");
  private static final DateTimeFormatter ISO = format("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'");

  private Times() {}

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  static String text(long millis) {
    return TEXT.format(Instant.ofEpochMilli(millis));
  }

  static String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis));
  }
}
