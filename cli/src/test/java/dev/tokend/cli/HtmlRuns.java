package dev.tokend.cli;

import java.util.Map;

/** Pages of fixed tokens and processes, made at a fixed time. */
final class HtmlRuns {
  private static final Map<String, String> MADE = Map.of("SOURCE_DATE_EPOCH", "1767323045");

  private HtmlRuns() {}

  static Outcome run(FakeAuthority authority, String... args) {
    return Outcome.of(authority, args, false, MADE);
  }

  static String page(FakeAuthority authority, String... args) {
    Outcome outcome = run(authority, args);
    if (!outcome.err().isEmpty()) {
      throw new AssertionError(outcome.err());
    }
    return outcome.out();
  }

  static String processes() {
    return page(FakeAuthority.ofGoldenFiles(), "ps", "--html", "--label");
  }

  static String token() {
    return page(FakeAuthority.ofGoldenFiles(), "show", "--html", "--pid", "4821");
  }

  static String check() {
    return page(
        FakeAuthority.ofGoldenFiles(), "check", "O:SYG:SYD:(D;;FW;;;WD)(A;;FA;;;AU)(A;OICI;FR;;;BA)", "--access",
        "FILE_WRITE_DATA", "--html");
  }
}
