package dev.tokend.linux.proc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.ForeignUser;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.IdSet;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.Spawn;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DescriptorLeaks.class)
class ProcFolderTest {
  private static ProcFolder open(int pid) {
    return value(ProcFs.SYSTEM.process(pid));
  }

  private static <T> T value(ProcReading<T> reading) {
    assertThat(reading).isInstanceOf(ProcReading.Present.class);
    return ((ProcReading.Present<T>) reading).value();
  }

  @Test
  void this_process_is_read() throws Exception {
    try (ProcFolder self = open(ProcessIds.pid())) {
      ProcStatus status = value(self.status());
      assertThat(status.pid()).isEqualTo(status.threadGroup()).isEqualTo(ProcessIds.pid());
      assertThat(status.parent()).isEqualTo(ProcessIds.parent());
      assertThat(status.uids().effective()).isEqualTo(ProcessIds.effectiveUid());
      assertThat(status.gids().effective()).isEqualTo(ProcessIds.effectiveGid());
      assertThat(status.threads()).isGreaterThan(1);
      ProcStat stat = value(self.stat());
      assertThat(stat.pid()).isEqualTo(ProcessIds.pid());
      assertThat(stat.parent()).isEqualTo(ProcessIds.parent());
      assertThat(stat.command()).isEqualTo(status.name());
      assertThat(stat.startTime()).isPositive();
      assertThat(value(self.cgroups()).memberships()).isNotEmpty();
      assertThat("user:[" + value(self.userNamespace()).inode() + "]")
          .isEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns/user")).toString());
      assertThat(value(self.userNamespace()).inode()).isPositive();
      assertThat(self.loginUid()).isInstanceOf(ProcReading.Present.class);
      assertThat(self.auditSession()).isInstanceOf(ProcReading.Present.class);
    }
  }

  @Test
  void every_process_that_is_listed_can_be_read_or_is_gone() throws Exception {
    assertThat(ProcFs.SYSTEM.pids()).contains(1, ProcessIds.pid());
    for (int pid : ProcFs.SYSTEM.pids()) {
      switch (ProcFs.SYSTEM.process(pid)) {
        case ProcReading.Present<ProcFolder>(ProcFolder folder) -> {
          try (folder) {
            assertThat(folder.status()).isNotInstanceOf(ProcReading.Unreadable.class);
            assertThat(folder.stat()).isNotInstanceOf(ProcReading.Unreadable.class);
            assertThat(folder.cgroups()).isNotInstanceOf(ProcReading.Unreadable.class);
            assertThat(folder.loginUid()).isNotInstanceOf(ProcReading.Unreadable.class);
            assertThat(folder.userNamespace()).isNotInstanceOf(ProcReading.Unreadable.class);
          }
        }
        case ProcReading.Gone<ProcFolder> gone -> assertThat(gone.valueOrNull()).isNull();
        case ProcReading.Forbidden<ProcFolder> forbidden -> assertThat(forbidden.valueOrNull()).isNull();
        case ProcReading.Unreadable<ProcFolder>(String reason) -> throw new AssertionError(reason);
      }
    }
  }

  @Test
  void an_ended_process_is_gone_in_every_answer_and_stays_so() throws Exception {
    Child child = Spawn.of(Command.of("sleep", "1000")).start();
    try (child; ProcFolder folder = open(child.pid())) {
      assertThat(value(folder.hasThread(child.pid()))).isTrue();
      child.process().signal(9);
      child.awaitExitStatus();
      assertThat(folder.status()).isEqualTo(new ProcReading.Gone<>());
      assertThat(folder.stat()).isEqualTo(new ProcReading.Gone<>());
      assertThat(folder.cgroups()).isEqualTo(new ProcReading.Gone<>());
      assertThat(folder.loginUid()).isEqualTo(new ProcReading.Gone<>());
      assertThat(folder.auditSession()).isEqualTo(new ProcReading.Gone<>());
      assertThat(folder.userNamespace()).isEqualTo(new ProcReading.Gone<>());
      assertThat(folder.hasThread(child.pid())).isEqualTo(new ProcReading.Gone<>());
      assertThat(folder.thread(child.pid())).isEqualTo(new ProcReading.Gone<>());
      assertThat(ProcFs.SYSTEM.process(child.pid())).isEqualTo(new ProcReading.Gone<>());
    }
  }

  @Test
  void a_process_that_waits_to_be_reaped_still_says_who_it_was() throws Exception {
    try (Child child = Spawn.of(Command.of("true")).start(); ProcFolder folder = open(child.pid())) {
      child.process().awaitExit(-1);
      assertThat(value(folder.stat()).state()).isEqualTo('Z');
      assertThat(value(folder.status()).uids().real()).isEqualTo(ProcessIds.uid());
      child.awaitExitStatus();
    }
  }

  @Test
  void a_thread_belongs_to_its_process_only() throws Exception {
    int[] tid = new int[1];
    CountDownLatch named = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread thread = Thread.ofPlatform().start(() -> {
      tid[0] = ProcessIds.thread();
      named.countDown();
      try {
        done.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    });
    named.await();
    try (Child child = Spawn.of(Command.of("sleep", "1000")).start();
        ProcFolder self = open(ProcessIds.pid());
        ProcFolder other = open(child.pid());
        ProcFolder byThread = open(tid[0]);
        ProcFolder inside = value(self.thread(tid[0]))) {
      assertThat(value(self.hasThread(tid[0]))).isTrue();
      assertThat(value(other.hasThread(tid[0]))).isFalse();
      assertThat(value(self.hasThread(child.pid()))).isFalse();
      assertThat(value(inside.status()).pid()).isEqualTo(tid[0]);
      assertThat(value(inside.status()).threadGroup()).isEqualTo(ProcessIds.pid());
      assertThat(value(byThread.status()).threadGroup()).isEqualTo(ProcessIds.pid());
      child.process().signal(9);
      child.awaitExitStatus();
    } finally {
      done.countDown();
      thread.join();
    }
  }

  @Test
  void another_users_process_is_read_with_all_its_ids() throws Exception {
    ForeignUser.assumeRoot();
    Command command = Command.of("setpriv", "--reuid", "65534", "--regid", "65534", "--groups", "7,3,70000",
        "--no-new-privs", "--bounding-set", "-all", "sleep", "1000");
    try (Child child = Spawn.of(command).start(); ProcFolder folder = open(child.pid())) {
      while (!value(folder.stat()).command().equals("sleep")) {
        Thread.onSpinWait();
      }
      ProcStatus status = value(folder.status());
      assertThat(status.uids()).isEqualTo(new IdSet(65534, 65534, 65534, 65534));
      assertThat(status.gids()).isEqualTo(new IdSet(65534, 65534, 65534, 65534));
      assertThat(status.groups()).containsExactly(3, 7, 70000);
      assertThat(status.noNewPrivileges()).isTrue();
      assertThat(status.capabilities()).isEqualTo(new CapabilitySets(0, 0, 0, 0, 0));
      child.process().signal(9);
      child.awaitExitStatus();
    }
  }

  @Test
  void an_ordinary_user_tells_the_initial_namespace_by_the_uid_map() throws Exception {
    ForeignUser.assumeRoot();
    assumeTrue(Files.readString(Path.of("/proc/1/uid_map")).strip().endsWith("4294967295"), "not in the initial one");
    String[] java = ForeignUser.java(ProcChild.class, "1");
    try (Child child = Spawn.of(ForeignUser.command(new int[0], java)).withDescriptor(2, 2).start()) {
      assertThat(child.awaitExitStatus()).isZero();
    }
  }

  @Test
  void a_process_in_a_namespace_of_its_own_is_told() throws Exception {
    ForeignUser.assumeRoot();
    Command command = Command.of("unshare", "--user", "--map-root-user", "sleep", "1000");
    try (Child child = Spawn.of(command).start(); ProcFolder folder = open(child.pid())) {
      while (child.process().isAlive() && !value(folder.stat()).command().equals("sleep")) {
        Thread.onSpinWait();
      }
      assumeTrue(child.process().isAlive(), "user namespaces are not allowed here");
      assertThat(value(folder.userNamespace()).isInitial()).isFalse();
      byte[] map = Files.readAllBytes(Path.of("/proc/" + child.pid() + "/uid_map"));
      assertThat(UserNamespace.parseUidMap(map).isInitial()).isFalse();
      child.process().signal(9);
      child.awaitExitStatus();
    }
  }

  @Test
  void a_folder_takes_the_place_of_proc(@TempDir Path root) throws Exception {
    Path folder = Files.createDirectories(root.resolve("17"));
    Files.createDirectories(root.resolve("sys"));
    Files.createDirectories(root.resolve("99999999999999999999"));
    ProcFs proc = new ProcFs(root);
    assertThat(proc.pids()).containsExactly(17);
    assertThat(proc.process(18)).isEqualTo(new ProcReading.Gone<>());
    try (ProcFolder process = value(proc.process(17))) {
      assertThat(process.status()).as("nothing there").isEqualTo(new ProcReading.Gone<>());
      Files.writeString(folder.resolve("stat"), "17 (a) S 1 1 1 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15");
      assertThat(value(process.stat()).startTime()).isEqualTo(15);
      assertThat(process.status()).isInstanceOf(ProcReading.Unreadable.class);
      assertThat(value(process.loginUid())).as("a kernel without audit").isEmpty();
      assertThat(value(process.userNamespace())).as("without namespaces").isEqualTo(new UserNamespace(0, true));
      Files.writeString(folder.resolve("sessionid"), "5");
      assertThat(value(process.auditSession())).isEqualTo(OptionalInt.of(5));
      Files.writeString(folder.resolve("sessionid"), "five");
      assertThat(process.auditSession())
          .isEqualTo(new ProcReading.Unreadable<>("sessionid: no decimal number at offset 0"));
      Files.writeString(folder.resolve("uid_map"), "0 1000 1\n");
      assertThat(value(process.userNamespace()).isInitial()).isFalse();
      Files.createDirectories(folder.resolve("ns"));
      Files.createSymbolicLink(folder.resolve("ns/user"), Path.of("user:[4026531837]"));
      assertThat(value(process.userNamespace())).isEqualTo(new UserNamespace(4026531837L, true));
    }
  }

  @Test
  void the_host_is_described(@TempDir Path root) throws Exception {
    HostFacts host = HostFacts.read(Path.of("/"));
    assertThat(host.hostname()).isEqualTo(Files.readAllLines(Path.of("/proc/sys/kernel/hostname")).getFirst());
    assertThat(host.kernelRelease()).isEqualTo(System.getProperty("os.version"));
    assertThat(host.bootId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    Path kernel = Files.createDirectories(root.resolve("proc/sys/kernel/random")).getParent();
    Files.writeString(kernel.resolve("hostname"), "h\n");
    Files.writeString(kernel.resolve("osrelease"), "6.1\n");
    Files.writeString(kernel.resolve("random/boot_id"), "b\n");
    assertThat(HostFacts.read(root)).isEqualTo(new HostFacts("h", null, "6.1", "b"));
    Files.createDirectories(root.resolve("etc"));
    Files.writeString(root.resolve("etc/machine-id"), "0123\n");
    assertThat(HostFacts.read(root).machineId()).isEqualTo("0123");
  }
}
