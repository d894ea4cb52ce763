package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
  @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_user_has_a_full_and_a_limited_token_until_the_session_is_invalidated() throws Exception {
    Path folder = Files.createDirectory(sandbox.folder().resolve("story"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    for (String script : new String[] {"expect.sh", "elevated-pair.sh", "elevated-pair-inside.sh"}) {
      Files.copy(STORIES.resolve(script), folder.resolve(script));
      Files.setPosixFilePermissions(folder.resolve(script), PosixFilePermissions.fromString("rw-r--r--"));
    }
    Process story =
        sandbox.waiting(
            Shell.ofRoot(sandbox, machine)
                .command("cd \"$1\" && exec sh elevated-pair.sh \"$2\" \"$3\"", folder.toString(),
                    User.DAEMON.name(), Integer.toString(User.DAEMON.uid())));
    String said = new String(story.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEqualTo("the end\n");
    assertThat(story.waitFor()).isZero();
  }
}
