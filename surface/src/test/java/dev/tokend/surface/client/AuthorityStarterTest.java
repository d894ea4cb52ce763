package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AuthorityStarterTest {
  private static final Path SOCKET = Path.of("/somewhere/tokend.sock");

  @TempDir private Path folder;

  private AuthorityStarter script(String text) throws IOException {
    Path file = folder.resolve("script");
    Files.writeString(file, text);
    return new AuthorityStarter(List.of("/bin/sh", file.toString()));
  }

  private void fails(String script, String reason) {
    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> script(script).start(SOCKET))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason))
        .satisfies(e -> assertThat(e.place()).isEqualTo(SOCKET));
  }

  @Test
  void one_that_says_ready_was_started_with_these_arguments_in_the_root_folder() throws Exception {
    Path said = folder.resolve("said");
    script("{ echo \"$@\"; pwd; readlink /proc/self/fd/0; } > '" + said + "'; echo ready; sleep 0.1").start(SOCKET);

    assertThat(said).hasContent("--own --socket /somewhere/tokend.sock\n/\n/dev/null");
  }

  @Test
  void one_that_is_ready_after_a_warning_is_ready() throws Exception {
    script("echo warning >&2; echo ready").start(SOCKET);
  }

  @Test
  void what_one_says_before_it_ends_is_why() {
    fails("echo tokend: no such folder >&2; exit 5", "tokend: no such folder");
    fails("echo one; echo two >&2; exit 5", "one; two");
  }

  @Test
  void only_the_word_alone_means_ready() {
    fails("echo ready or not", "ready or not");
    fails("printf readyread", "readyread");
  }

  @Test
  void one_that_ends_silently_ended_before_it_was_ready() {
    fails("exit 0", "the authority ended before it was ready");
    fails("kill -9 $$", "the authority ended before it was ready");
  }

  @Test
  void of_a_long_story_the_beginning_is_told() {
    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> script("i=0; while [ $i -lt 3000 ]; do echo line $i; i=$((i+1)); done").start(SOCKET))
        .satisfies(e -> assertThat(e.reason()).startsWith("line 0; line 1").hasSizeBetween(2000, 2100));
  }

  @Test
  void a_program_that_there_is_not_is_named() {
    AuthorityStarter starter = new AuthorityStarter(List.of(folder.resolve("missing").toString()));

    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> starter.start(SOCKET))
        .satisfies(e -> assertThat(e.reason()).contains("missing"));
  }
}
