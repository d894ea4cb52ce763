package dev.tokend.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What one run of the command left behind. */
record Outcome(int status, String out, String err) {

  static Outcome of(FakeAuthority authority, String line) {
    return of(authority, line.isEmpty() ? new String[0] : line.split(" "), false, Map.of());
  }

  static Outcome of(FakeAuthority authority, String[] args, boolean terminal, Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(new byte[0]);
    int status = Cli.run(args, new Surroundings(environment, in, out, err, terminal), authority);
    return new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
