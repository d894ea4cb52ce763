package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.linux.proc.ProcFs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who a process is, read from a tree that looks as /proc does. */
class ProcIdentityReaderTest {
  private static final int ROOT = 0;
  private static final int ALICE = 1001;
  private static final int PROCESS = 100;

  @TempDir private Path tree;
  private ProcIdentityReader reader;

  @BeforeEach
  void root() throws IOException {
    reader = new ProcIdentityReader(new ProcFs(tree));
    process(1, 0, ROOT, "systemd");
  }

  private Path process(int pid, int parent, int uid, String name) throws IOException {
    Path folder = Files.createDirectories(tree.resolve(Integer.toString(pid)));
    String ids = "\t" + uid + "\t" + uid + "\t" + uid + "\t" + uid + "\n";
    Files.writeString(
        folder.resolve("status"),
        "Name:\t" + name + "\nState:\tS (sleeping)\nTgid:\t" + pid + "\nPid:\t" + pid + "\nPPid:\t" + parent
            + "\nUid:" + ids + "Gid:" + ids + "Groups:\t4 27 \nNStgid:\t" + pid
            + "\nCapInh:\t0000000000000000\nCapPrm:\t0000000000000400\nCapEff:\t0000000000000400\n"
            + "CapBnd:\t000001ffffffffff\nCapAmb:\t0000000000000000\nNoNewPrivs:\t0\n");
    StringBuilder stat = new StringBuilder(pid + " (" + name + ") S " + parent);
    for (int field = 5; field <= 52; field++) {
      stat.append(field == 22 ? " 4711" : " 0");
    }
    Files.writeString(folder.resolve("stat"), stat.append('\n'));
    Files.writeString(folder.resolve("sessionid"), "4294967295");
    Files.writeString(folder.resolve("cgroup"), "0::/\n");
    Files.createSymbolicLink(Files.createDirectories(folder.resolve("ns")).resolve("user"), Path.of("user:[4026531837]"));
    return folder;
  }

  private IdentityReading.Told read() {
    IdentityReading reading = reader.read(PROCESS, null);
    assertThat(reading).isInstanceOf(IdentityReading.Told.class);
    return (IdentityReading.Told) reading;
  }

  @Test
  void a_process_is_what_its_files_say() throws Exception {
    process(PROCESS, 1, ALICE, "sh");
    IdentityReading.Told told = read();
    assertThat(told.identity().uid()).isEqualTo(ALICE);
    assertThat(told.identity().supplementaryGids()).containsExactly(4, 27);
    assertThat(told.identity().permitted()).isEqualTo(0x400);
    assertThat(told.identity().initialUserNamespace()).isTrue();
    assertThat(told.identity().startTime()).isEqualTo(4711);
    assertThat(told.identity().logon()).isEqualTo(LogonEvidence.NONE);
  }

  @Test
  void the_nearest_ancestor_that_tells_decides() throws Exception {
    process(70, 1, ROOT, "sshd");
    process(80, 70, ROOT, "cron");
    process(90, 80, ROOT, "sh");
    process(PROCESS, 90, ALICE, "sh");
    assertThat(read().identity().logon()).isEqualTo(LogonEvidence.BATCH);
  }

  @Test
  void a_name_tells_nothing_of_an_ancestor_that_is_not_roots() throws Exception {
    process(70, 1, ROOT, "sshd");
    process(90, 70, ALICE, "cron");
    process(PROCESS, 90, ALICE, "sh");
    assertThat(read().identity().logon()).isEqualTo(LogonEvidence.INTERACTIVE);
  }

  @Test
  void ancestors_that_have_gone_tell_nothing_and_a_ring_of_them_ends() throws Exception {
    process(PROCESS, 90, ALICE, "sh");
    assertThat(read().identity().logon()).isEqualTo(LogonEvidence.NONE);
    process(90, 91, ROOT, "sh");
    process(91, 90, ROOT, "sh");
    assertThat(read().identity().logon()).isEqualTo(LogonEvidence.NONE);
  }

  @Test
  void a_namespace_that_is_another_or_cannot_be_told_is_not_the_initial_one() throws Exception {
    Path link = process(PROCESS, 1, ALICE, "sh").resolve("ns/user");
    for (String target : new String[] {"user:[4026532000]", "mnt:[4026531837]"}) {
      Files.delete(link);
      Files.createSymbolicLink(link, Path.of(target));
      assertThat(read().identity().initialUserNamespace()).as(target).isFalse();
    }
  }

  @Test
  void there_is_no_process_without_a_folder() {
    assertThat(reader.read(4321, null)).isInstanceOf(IdentityReading.Gone.class);
  }
}
