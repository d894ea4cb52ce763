package dev.tokend.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The command inside of the test's process, at a real authority: as fast as tests of every form need it. What becomes
 * another program is not for it.
 *
 * @param status the exit status
 * @param out standard output
 * @param err standard error
 */
public record InProcess(int status, String out, String err) {

  /** Runs a command line. */
  public static InProcess run(Path socket, String... args) {
    Map<String, String> environment = Map.of("TOKEND_SOCKET", socket.toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings = new Surroundings(
        environment, new ByteArrayInputStream(new byte[0]), out, err, false, false, FakeAccounts.ofGoldenFiles());
    int status = Cli.run(args, surroundings, new LiveAuthority.Factory(environment, null));
    return new InProcess(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
