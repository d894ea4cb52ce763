package dev.tokend.authority.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrailJournalTest {
  private static final MessageReceiver RECEIVER = new MessageReceiver(256 * 1024);

  @TempDir private Path folder;

  private Fd journal() throws Exception {
    Fd socket = UnixSocket.nonBlocking(SocketType.DGRAM);
    UnixSocket.bind(socket.number(), folder.resolve("socket"));
    return socket;
  }

  private static String entry(Fd journal) {
    int count = RECEIVER.receive(journal.number(), 0, RECEIVER.capacity(), 0);
    assertThat(count).isPositive();
    byte[] bytes = new byte[count];
    RECEIVER.copyTo(bytes, 0, count);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @Test
  void an_entry_has_the_line_as_its_message() throws Exception {
    try (Fd journal = journal();
        TrailJournal trail = new TrailJournal(folder.resolve("socket"))) {
      trail.write("{\"event\":\"refused\"}");
      trail.write("x".repeat(100_000));
      assertThat(entry(journal)).isEqualTo("SYSLOG_IDENTIFIER=tokend\nPRIORITY=5\nMESSAGE={\"event\":\"refused\"}\n");
      assertThat(entry(journal)).endsWith("x".repeat(100_000) + "\n");
    }
  }

  @Test
  void a_journal_that_is_not_there_is_an_error_and_one_that_comes_back_is_found() throws Exception {
    try (TrailJournal trail = new TrailJournal(folder.resolve("socket"))) {
      assertThatIOException().isThrownBy(() -> trail.write("one")).withMessageContaining("ENOENT");
      try (Fd journal = journal()) {
        trail.write("two");
        assertThat(entry(journal)).endsWith("MESSAGE=two\n");
      }
      assertThatIOException().isThrownBy(() -> trail.write("three")).withMessageContaining("ECONNREFUSED");
      Files.delete(folder.resolve("socket"));
      try (Fd journal = journal()) {
        trail.write("four");
        assertThat(entry(journal)).endsWith("MESSAGE=four\n");
      }
    }
  }

  @Test
  void a_journal_that_was_started_anew_in_between_loses_nothing() throws Exception {
    try (TrailJournal trail = new TrailJournal(folder.resolve("socket"))) {
      try (Fd journal = journal()) {
        trail.write("one");
        assertThat(entry(journal)).contains("one");
      }
      Files.delete(folder.resolve("socket"));
      try (Fd journal = journal()) {
        trail.write("two");
        assertThat(entry(journal)).contains("two");
      }
    }
  }

  @Test
  void an_entry_that_no_datagram_takes_is_an_error_and_the_next_one_goes_through() throws Exception {
    try (Fd journal = journal();
        TrailJournal trail = new TrailJournal(folder.resolve("socket"))) {
      assertThatIOException().isThrownBy(() -> trail.write("x".repeat(300_000)));
      trail.write("next");
      assertThat(entry(journal)).contains("next");
    }
  }
}
