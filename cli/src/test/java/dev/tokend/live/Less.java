package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Scripts of a user, with all that the user has and with less.
 *
 * @param shell of the user
 * @param run the words that give it less
 */
record Less(Shell shell, String run) {
  /** Without any privilege. */
  static Less of(Shell shell) {
    return new Less(shell, "exec token run --drop-privs all -- ");
  }

  /** What a script prints with all that the user has; $1 is the first argument. */
  String before(String script, String... arguments) throws IOException, InterruptedException {
    return shell.prints("exec sh -c \"$@\"", words(script, arguments));
  }

  /** What the same script prints with less. */
  String less(String script, String... arguments) throws IOException, InterruptedException {
    return shell.prints(run + "sh -c \"$@\"", words(script, arguments));
  }

  /** How it ends with less. */
  Outcome outcome(String script, String... arguments) throws IOException, InterruptedException {
    return shell.run(run + "sh -c \"$@\"", words(script, arguments));
  }

  /** What it says where it is denied with less. */
  String denied(String script, String... arguments) throws IOException, InterruptedException {
    Outcome outcome = outcome(script, arguments);
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isEqualTo(3);
    return outcome.err();
  }

  private static String[] words(String script, String... arguments) {
    List<String> words = new ArrayList<>(List.of(script, "sh"));
    words.addAll(List.of(arguments));
    return words.toArray(String[]::new);
  }
}
