package dev.tokend.cli;

import dev.tokend.schema.Contract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What one run of the command left behind. */
record Outcome(int status, String out, String err) {

  static Outcome of(FakeAuthority authority, String line) {
    return of(authority, line.isEmpty() ? new String[0] : line.split(" "), false, Map.of());
  }

  /** With standard input. */
  static Outcome of(FakeAuthority authority, byte[] in, String... args) {
    return of(authority, args, in, false, Map.of());
  }

  static Outcome of(FakeAuthority authority, String[] args, boolean terminal, Map<String, String> environment) {
    return of(authority, args, new byte[0], terminal, environment);
  }

  private static Outcome of(
      FakeAuthority authority, String[] args, byte[] in, boolean terminal, Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings = new Surroundings(
        environment, new ByteArrayInputStream(in), out, err, terminal, terminal, FakeAccounts.ofGoldenFiles());
    int status = Cli.run(args, surroundings, authority);
    Outcome outcome = new Outcome(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    Contract.of(args, status, outcome.out(), outcome.err());
    return outcome;
  }
}
