package dev.tokend.cli.view;

/**
 * Unix seconds as a date and time in UTC. Times are shown in UTC because they are compared with those of other machines
 * and of logs; and no time zone data has to be loaded.
 */
public final class UtcTime {
  private static final long SECONDS_PER_DAY = 86_400;

  /** The last second of the year 9999. */
  private static final long LAST = 253_402_300_799L;

  private UtcTime() {}

  /** Whether the seconds lie in the years 1970 to 9999; other numbers are no Unix time. */
  public static boolean isDate(long unixSeconds) {
    return unixSeconds >= 0 && unixSeconds <= LAST;
  }

  /** {@code 2030-01-01 00:00:00 UTC}; a number that is no date stays that number. */
  public static String text(long unixSeconds) {
    if (!isDate(unixSeconds)) {
      return Long.toUnsignedString(unixSeconds);
    }
    StringBuilder out = new StringBuilder(23);
    append(out, unixSeconds, ' ');
    return out.append(" UTC").toString();
  }

  /** {@code 2030-01-01T00:00:00Z} (ISO 8601); {@link #isDate} must hold. */
  public static String iso(long unixSeconds) {
    StringBuilder out = new StringBuilder(20);
    append(out, unixSeconds, 'T');
    return out.append('Z').toString();
  }

  /** Days are counted in eras of 400 years from 1 March of the year 0, so that leap days come last. */
  private static void append(StringBuilder out, long unixSeconds, char between) {
    long days = unixSeconds / SECONDS_PER_DAY + 719_468;
    int seconds = (int) (unixSeconds % SECONDS_PER_DAY);
    long era = days / 146_097;
    int dayOfEra = (int) (days % 146_097);
    int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    int shifted = (5 * dayOfYear + 2) / 153;
    int day = dayOfYear - (153 * shifted + 2) / 5 + 1;
    int month = shifted < 10 ? shifted + 3 : shifted - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    pad(out, (int) year, 4).append('-');
    pad(out, month, 2).append('-');
    pad(out, day, 2).append(between);
    pad(out, seconds / 3_600, 2).append(':');
    pad(out, seconds / 60 % 60, 2).append(':');
    pad(out, seconds % 60, 2);
  }

  private static StringBuilder pad(StringBuilder out, int number, int width) {
    String digits = Integer.toString(number);
    for (int i = digits.length(); i < width; i++) {
      out.append('0');
    }
    return out.append(digits);
  }
}
