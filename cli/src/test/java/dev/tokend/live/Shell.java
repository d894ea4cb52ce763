package dev.tokend.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell of a user in which {@code token} is the launcher of the repository, and asks a sandbox's authority as it would
 * the machine's.
 *
 * @param sandbox where they are
 * @param socket the authority's
 * @param user as whom it runs; root unless told
 */
record Shell(Sandbox sandbox, Path socket, List<String> user) {

  static Shell ofRoot(Sandbox sandbox, Path socket) {
    return new Shell(sandbox, socket, List.of());
  }

  static Shell of(User user, Sandbox sandbox, Path socket) {
    return new Shell(sandbox, socket, user.running(List.of()));
  }

  /** The command line of a script; further words are its arguments. */
  List<String> command(String script, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(user);
    Path launcher = sandbox.launcher();
    String path = launcher.getParent() + ":" + System.getenv("PATH");
    command.addAll(List.of("env", "TOKEND_SOCKET=" + socket, "PATH=" + path));
    command.addAll(List.of("sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs a script to its end. */
  Outcome run(String script, String... arguments) throws IOException, InterruptedException {
    return sandbox.run(command(script, arguments));
  }

  /** What a script prints, without the last line's end; the script must succeed and say nothing to standard error. */
  String prints(String script, String... arguments) throws IOException, InterruptedException {
    Outcome outcome = run(script, arguments);
    if (outcome.status() != 0 || !outcome.err().isEmpty()) {
      throw new AssertionError(script + "\nended with " + outcome);
    }
    return outcome.out().stripTrailing();
  }
}
