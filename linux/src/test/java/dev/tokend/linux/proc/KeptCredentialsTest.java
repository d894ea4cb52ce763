package dev.tokend.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.KeptFile;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.Spawn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that stay open to be held against what they said. */
class KeptCredentialsTest {
  private static final List<String> KEYS = List.of("Uid:", "Groups:");

  @TempDir private Path folder;

  private KeptText text(String content, List<String> keys) throws Exception {
    write(content);
    return new KeptText(KeptFile.file(FileOpen.WORKING_DIRECTORY, folder.resolve("status").toString()), keys);
  }

  private void write(String content) throws Exception {
    Files.writeString(folder.resolve("status"), content);
  }

  @Test
  void lines_that_do_not_matter_may_change_and_move_the_others() throws Exception {
    try (KeptText text = text("Name:\ta\nVmRSS:\t1 kB\nUid:\t1\t1\nGroups:\t4 5 \nx\n", KEYS)) {
      assertThat(text.isUnchanged()).as("nothing is remembered yet").isFalse();
      text.remember();
      assertThat(text.isUnchanged()).isTrue();
      write("Name:\ta\nVmRSS:\t100000 kB\nUid:\t1\t1\nMore:\t7\nGroups:\t4 5 \n");
      assertThat(text.isUnchanged()).isTrue();
      write("Name:\ta\nUid:\t1\t1\nGroups:\t4 5 \n");
      assertThat(text.isUnchanged()).isTrue();
    }
  }

  @Test
  void a_line_that_matters_may_not_change_by_a_byte() throws Exception {
    try (KeptText text = text("Name:\ta\nUid:\t1\t1\nGroups:\t4 5 \n", KEYS)) {
      text.remember();
      for (String other :
          List.of(
              "Name:\ta\nUid:\t1\t0\nGroups:\t4 5 \n", "Name:\ta\nUid:\t1\t1\nGroups:\t4 5 6 \n",
              "Name:\ta\nUid:\t1\t1\nGroups:\t4 \n", "Name:\ta\nUid:\t1\t1\n", "Name:\ta\nUid:\t1\t1\nGroups:\t4 5 ", "")) {
        write(other);
        assertThat(text.isUnchanged()).as(other).isFalse();
      }
    }
  }

  @Test
  void a_line_that_is_missing_is_never_taken_for_unchanged() throws Exception {
    try (KeptText text = text("Name:\ta\nUid:\t1\t1\n", KEYS)) {
      assertThatExceptionOfType(ProcFormatException.class).isThrownBy(text::remember);
      assertThat(text.isUnchanged()).isFalse();
    }
  }

  @Test
  void a_whole_file_may_be_neither_longer_nor_shorter() throws Exception {
    try (KeptText text = text("42\n", List.of())) {
      text.remember();
      assertThat(text.isUnchanged()).isTrue();
      write("42\n1");
      assertThat(text.isUnchanged()).isFalse();
      write("42");
      assertThat(text.isUnchanged()).isFalse();
    }
  }

  @Test
  void the_own_process_is_what_its_status_says() throws Exception {
    ProcFolder own = ProcFs.SYSTEM.process(ProcessIds.pid()).valueOrNull();
    assertThat(own).isNotNull();
    try (own;
        KeptCredentials kept = own.keepCredentials()) {
      assertThat(kept.areUnchanged()).isFalse();
      KeptCredentials.Said said = kept.remember();
      assertThat(said.status().uids()).isEqualTo(own.status().valueOrNull().uids());
      assertThat(said.auditSession()).isEqualTo(own.auditSession().valueOrNull());
      assertThat(said.namespace()).isEqualTo(own.userNamespace().valueOrNull());
      assertThat(kept.areUnchanged()).isTrue();
    }
  }

  @Test
  void a_process_that_is_gone_is_not_unchanged() throws Exception {
    try (Child child = Spawn.of(Command.of("sleep", "60")).start()) {
      ProcFolder folderOfChild = ProcFs.SYSTEM.process(child.pid()).valueOrNull();
      assertThat(folderOfChild).isNotNull();
      try (folderOfChild;
          KeptCredentials kept = folderOfChild.keepCredentials()) {
        kept.remember();
        assertThat(kept.areUnchanged()).isTrue();
        child.process().signal(9);
        child.awaitExitStatus();
        assertThat(kept.areUnchanged()).isFalse();
      }
    }
  }
}
