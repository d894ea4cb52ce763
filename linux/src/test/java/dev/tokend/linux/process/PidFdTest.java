package dev.tokend.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.ForeignUser;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.event.Epoll;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.event.Events;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DescriptorLeaks.class)
class PidFdTest {
  private static Child sleeping() throws ErrnoException {
    return Spawn.of(Command.of("sleep", "1000")).start();
  }

  private static void end(Child child) throws ErrnoException {
    child.process().signal(9);
    assertThat(child.awaitExitStatus()).isEqualTo(128 + 9);
  }

  @Test
  void two_of_one_process_have_one_key_and_of_two_processes_two() throws Exception {
    try (Child one = sleeping(); Child two = sleeping(); PidFd again = PidFd.open(one.pid())) {
      assertThat(again.inode()).isEqualTo(one.process().inode()).isNotEqualTo(two.process().inode());
      assertThat(PidFd.inodeOf(again.number())).isEqualTo(again.inode());
      assertThat(FdFlags.isCloseOnExec(again.number())).isTrue();
      try (PidFd copy = again.duplicate()) {
        assertThat(copy.inode()).isEqualTo(again.inode());
        assertThat(copy.number()).isNotEqualTo(again.number());
      }
      end(one);
      end(two);
    }
  }

  @Test
  void life_exit_and_reaping_are_told() throws Exception {
    try (Child child = sleeping(); Epoll epoll = Epoll.create(1)) {
      PidFd process = child.process();
      assertThat(process.isAlive()).isTrue();
      assertThat(process.awaitExit(0)).isFalse();
      epoll.add(process.number(), Events.IN, 7);
      process.signal(0);
      process.signal(9);
      assertThat(epoll.await(-1)).isEqualTo(1);
      assertThat(epoll.events(0) & Events.IN).isEqualTo(Events.IN);
      assertThat(process.awaitExit(-1)).isTrue();
      assertThat(process.isAlive()).as("waiting to be reaped").isFalse();
      assertThat(process.info().pid()).isEqualTo(child.pid());
      assertThat(child.awaitExitStatus()).isEqualTo(128 + 9);
      assertThat(process.isAlive()).isFalse();
      assertErrno(LinuxErrno.ESRCH, process::info);
      assertErrno(LinuxErrno.ESRCH, () -> process.signal(0));
      assertErrno(LinuxErrno.ECHILD, child::awaitExitStatus);
      assertErrno(LinuxErrno.ESRCH, () -> PidFd.open(child.pid()));
    }
  }

  private static void assertErrno(int errno, ThrowingCallable call) {
    assertThatExceptionOfType(ErrnoException.class)
        .isThrownBy(call)
        .satisfies(e -> assertThat(e.errno()).isEqualTo(errno));
  }

  @Test
  void the_kernel_says_who_it_is() throws Exception {
    try (Child child = sleeping()) {
      PidFdInfo info = child.process().info();
      assertThat(info.pid()).isEqualTo(child.pid());
      if (info.credentials() != null) {
        int uid = ProcessIds.uid();
        int gid = ProcessIds.gid();
        assertThat(info.parent()).isEqualTo(ProcessIds.pid());
        assertThat(info.credentials())
            .isEqualTo(new PidFdInfo.Credentials(new IdSet(uid, uid, uid, uid), new IdSet(gid, gid, gid, gid)));
      }
      end(child);
    }
  }

  @Test
  void the_cgroup_is_the_inode_of_its_folder() throws Exception {
    try (PidFd self = PidFd.open(ProcessIds.pid())) {
      String line = Files.readAllLines(Path.of("/proc/self/cgroup")).getLast();
      Path folder = Path.of("/sys/fs/cgroup" + line.replaceFirst("^0::", ""));
      assumeTrue(
          line.startsWith("0::") && Files.exists(folder.resolve("cgroup.procs")) && self.info().cgroupId() != 0,
          "no cgroup v2 at /sys/fs/cgroup");
      assertThat(Files.getAttribute(folder, "unix:ino")).isEqualTo(self.info().cgroupId());
    }
  }

  @Test
  void another_users_ids_are_told_one_by_one() throws Exception {
    ForeignUser.assumeRoot();
    Command command = Command.of("setpriv", "--ruid", "1001", "--euid", "1002", "--rgid", "2001", "--egid", "2002",
        "--clear-groups", "sleep", "1000");
    try (Child child = Spawn.of(command).start()) {
      awaitName(child.pid(), "sleep");
      PidFdInfo.Credentials credentials = child.process().info().credentials();
      if (credentials != null) {
        assertThat(credentials.uids()).isEqualTo(new IdSet(1001, 1002, 1002, 1002));
        assertThat(credentials.gids()).isEqualTo(new IdSet(2001, 2002, 2002, 2002));
      }
      end(child);
    }
  }

  private static void awaitName(int pid, String name) throws Exception {
    while (!Files.readString(Path.of("/proc/" + pid + "/comm")).strip().equals(name)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void the_id_of_a_thread_that_does_not_lead_is_refused() throws Exception {
    int[] tid = new int[1];
    Object done = new Object();
    synchronized (done) {
      Thread thread = Thread.ofPlatform().daemon().start(() -> {
        tid[0] = ProcessIds.thread();
        synchronized (done) {
          done.notifyAll();
        }
      });
      while (tid[0] == 0) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> PidFd.open(tid[0]).close()).isInstanceOf(ErrnoException.class);
      assertThat(thread.isAlive()).isTrue();
    }
  }

  @Test
  void only_a_pidfd_is_on_the_pidfs() throws Exception {
    try (PidFd self = PidFd.open(ProcessIds.pid()); EventFd other = EventFd.create()) {
      assertThat(PidFd.isOnPidFs(self.number())).isTrue();
      assertThat(PidFd.isPidFd(self.number())).isTrue();
      assertThat(PidFd.isPidFd(other.number())).isFalse();
      assertThat(PidFd.isPidFd(-1)).isFalse();
      assertThat(PidFd.isOnPidFs(other.number())).isFalse();
    }
  }

  @Test
  void what_cannot_be_adopted_is_closed() throws Exception {
    Fd closed = new Fd(1_000_000);
    assertThatThrownBy(() -> PidFd.adopt(closed)).isInstanceOf(ErrnoException.class);
    assertThat(closed.isOpen()).isFalse();
  }

  @Test
  void the_pid_of_fdinfo_is_read_where_the_kernel_offers_nothing_better() throws Exception {
    assertThat(PidFd.parsePid("pos:\t0\nflags:\t02000002\nPid:\t4711\nNSpid:\t4711\n")).isEqualTo(4711);
    assertErrno(LinuxErrno.ESRCH, () -> PidFd.parsePid("pos:\t0\nPid:\t-1\n"));
    assertErrno(LinuxErrno.EINVAL, () -> PidFd.parsePid("pos:\t0\nPid:\tx\n"));
    assertErrno(LinuxErrno.EINVAL, () -> PidFd.parsePid(""));
    try (PidFd self = PidFd.open(ProcessIds.pid())) {
      String real = Files.readString(Path.of("/proc/self/fdinfo/" + self.number()));
      assertThat(PidFd.parsePid(real)).isEqualTo(ProcessIds.pid());
    }
  }

  @Test
  void no_number_that_is_no_descriptor_is_a_pidfd() throws Exception {
    assertThat(PidFd.isPidFd(-1)).isFalse();
    assertThat(PidFd.isPidFd(-10_000)).as("PIDFD_SELF_THREAD").isFalse();
    assertThat(PidFd.isPidFd(Integer.MIN_VALUE)).isFalse();
    assertThat(PidFd.isPidFd(Integer.MAX_VALUE)).isFalse();
    try (Child child = sleeping()) {
      assertThat(PidFd.isPidFd(-1)).as("with a child to wait for").isFalse();
      end(child);
    }
  }
}
