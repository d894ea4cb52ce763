package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A full and a limited token of one user, from the session's beginning to its end, with nothing but the real command. */
class ElevatedPairTest {
  private static final Path STORIES = Path.of("src/test/resources/stories");

  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void a_user_has_a_full_and_a_limited_token_until_the_session_is_invalidated() throws Exception {
    Path folder = Files.createDirectory(sandbox.folder().resolve("story"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String script : new String[] {"expect.sh", "elevated-pair.sh", "elevated-pair-inside.sh"}) {
      Files.copy(STORIES.resolve(script), folder.resolve(script));
      Files.setPosixFilePermissions(folder.resolve(script), PosixFilePermissions.fromString("rw-r--r--"));
    }
    Outcome outcome =
        Shell.ofRoot(sandbox, machine)
            .run("cd \"$1\" && exec sh elevated-pair.sh \"$2\" \"$3\"", folder.toString(), User.DAEMON.name(),
                Integer.toString(User.DAEMON.uid()));
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).endsWith("the end\n");
  }
}
