package dev.tokend.linux.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.Fd;
import dev.tokend.linux.ForeignUser;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import dev.tokend.linux.proc.CapabilitySets;
import dev.tokend.linux.proc.ProcStatus;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.IdSet;
import dev.tokend.linux.process.Spawn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that change their own credentials, and what the kernel then says of them. */
@ExtendWith(DescriptorLeaks.class)
class CredentialChangeTest {
  private static final int BIND = 10;
  private static final String BIND_ONLY = Long.toHexString(1L << BIND);
  private static final IdSet ALICE = new IdSet(1001, 1001, 1001, 1001);
  private static final IdSet STAFF = new IdSet(2000, 2000, 2000, 2000);
  private static final IdSet ROOT = new IdSet(0, 0, 0, 0);

  @TempDir private Path folder;

  private String run(Command command) throws Exception {
    Path file = Files.createTempFile(folder, "output", null);
    try (Fd output = FileOpen.open(file, OpenFlags.WRITE_ONLY);
        Child child = Spawn.of(command).withDescriptor(1, output.number()).withDescriptor(2, 2).start()) {
      child.awaitExitStatus();
    }
    return Files.readString(file);
  }

  private String asRoot(String... steps) throws Exception {
    ForeignUser.assumeRoot();
    return run(Command.of(ForeignUser.java(CredentialChild.class, steps)));
  }

  private String asNobody(String... steps) throws Exception {
    ForeignUser.assumeRoot();
    return run(ForeignUser.command(new int[] {7}, ForeignUser.java(CredentialChild.class, steps)));
  }

  private static ProcStatus status(String text) throws Exception {
    return ProcStatus.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_is_read_is_what_proc_says() throws Exception {
    LinuxCredentials read = LinuxCredentials.ofCallingThread();
    ProcStatus status = status(Files.readString(Path.of("/proc/thread-self/status")));
    assertThat(read.uids()).isEqualTo(status.uids());
    assertThat(read.gids()).isEqualTo(status.gids());
    assertThat(read.groups()).isEqualTo(status.groups());
    assertThat(read.capabilities()).isEqualTo(status.capabilities());
    assertThat(read.noNewPrivileges()).isEqualTo(status.noNewPrivileges());
    String namespace = Files.readSymbolicLink(Path.of("/proc/self/ns/user")).toString();
    assertThat(read.initialUserNamespace()).isEqualTo(namespace.equals("user:[4026531837]"));
  }

  @Test
  void every_field_is_read_also_where_none_is_like_another() throws Exception {
    String shown = asRoot("groups 3000 5 4294967294", "drop-all-but 10", "securebits 3",
        "capabilities " + BIND_ONLY + " " + Long.toHexString(1L << BIND | 1L << 7) + " " + BIND_ONLY,
        "raise 10", "no-new-privileges", "show");
    long bind = 1L << BIND;
    assertThat(shown.strip()).isEqualTo(new LinuxCredentials(
        ROOT, ROOT, List.of(5, 3000, -2), new CapabilitySets(bind, bind | 1L << 7, bind, bind, bind), 3, true, true)
        .toString());
  }

  @Test
  void the_order_of_the_man_pages_gives_exactly_one_capability_to_another_user() throws Exception {
    String output = asRoot("groups 3000 1001", "drop-all-but 10", "keep", "gid 2000", "uid 1001",
        "capabilities " + BIND_ONLY + " " + BIND_ONLY + " " + BIND_ONLY, "raise 10", "no-new-privileges",
        "exec cat /proc/self/status");
    ProcStatus status = status(output);
    assertThat(status.uids()).isEqualTo(ALICE);
    assertThat(status.gids()).isEqualTo(STAFF);
    assertThat(status.groups()).containsExactly(1001, 3000);
    long bind = 1L << BIND;
    assertThat(status.capabilities()).isEqualTo(new CapabilitySets(bind, bind, bind, bind, bind));
    assertThat(status.noNewPrivileges()).isTrue();
  }

  @Test
  void root_without_capabilities_stays_without_them_only_with_securebits() throws Exception {
    ProcStatus bare = status(asRoot("securebits 3", "capabilities 0 0 0", "exec cat /proc/self/status"));
    assertThat(bare.uids()).isEqualTo(ROOT);
    assertThat(bare.capabilities().permitted()).isZero();
    assertThat(bare.capabilities().effective()).isZero();
    ProcStatus restored = status(asRoot("capabilities 0 0 0", "exec cat /proc/self/status"));
    assertThat(restored.capabilities().permitted()).isEqualTo(restored.capabilities().bounding()).isNotZero();
  }

  @Test
  void no_other_thread_changes() throws Exception {
    String before = asRoot("leader");
    String after = asRoot(
        "groups 3000", "drop 5", "gid 2000", "uid 1001", "capabilities 0 0 0", "no-new-privileges", "leader");
    ProcStatus then = status(after);
    ProcStatus first = status(before);
    assertThat(then.uids()).isEqualTo(first.uids()).isEqualTo(ROOT);
    assertThat(then.gids()).isEqualTo(first.gids());
    assertThat(then.groups()).isEqualTo(first.groups());
    assertThat(then.capabilities()).isEqualTo(first.capabilities());
    assertThat(then.noNewPrivileges()).isFalse();
  }

  @Test
  void the_user_id_takes_the_capabilities_with_it_unless_they_are_kept() throws Exception {
    ProcStatus lost = status(asRoot("uid 1001", "thread"));
    assertThat(lost.capabilities().permitted()).isZero();
    ProcStatus kept = status(asRoot("keep", "uid 1001", "thread"));
    assertThat(kept.capabilities().permitted()).isNotZero();
    assertThat(kept.capabilities().effective()).isZero();
  }

  @Test
  void the_ambient_set_is_cleared_at_once() throws Exception {
    String output = asRoot("capabilities 400 400 400", "raise 10", "clear", "thread");
    assertThat(status(output).capabilities().ambient()).isZero();
    assertThat(status(output).capabilities().inheritable()).isEqualTo(0x400);
  }

  @Test
  void an_ordinary_user_may_only_take_from_itself() throws Exception {
    assertThat(asNobody("groups", "gid 7", "uid 0", "drop 1", "securebits 1", "capabilities 1 1 1", "raise 1").lines())
        .containsExactly(
            "groups: setgroups: EPERM (1)",
            "gid: setresgid: EPERM (1)",
            "uid: setresuid: EPERM (1)",
            "drop: prctl PR_CAPBSET_DROP: EPERM (1)",
            "securebits: prctl PR_SET_SECUREBITS: EPERM (1)",
            "capabilities: capset: EPERM (1)",
            "raise: prctl PR_CAP_AMBIENT_RAISE: EPERM (1)");
    ProcStatus status = status(asNobody(
        "gid 65534", "uid 65534", "capabilities 0 0 0", "clear", "keep", "no-new-privileges",
        "exec cat /proc/self/status"));
    assertThat(status.noNewPrivileges()).isTrue();
    assertThat(status.groups()).containsExactly(7);
  }

  @Test
  void no_new_privileges_makes_a_set_uid_program_an_ordinary_one() throws Exception {
    Path copy = folder.resolve("id");
    Files.copy(Path.of("/usr/bin/id"), copy);
    ForeignUser.assumeRoot();
    Files.setAttribute(copy, "unix:mode", 0_4755);
    Files.setAttribute(folder, "unix:mode", 0_755);
    assertThat(asNobody("exec " + copy + " -u").strip()).isEqualTo("0");
    assertThat(asNobody("no-new-privileges", "exec " + copy + " -u").strip()).isEqualTo("65534");
  }

  @Test
  void the_keys_of_the_former_user_are_left_behind() throws Exception {
    String kept = asRoot("leave-keyring", "add-key", "uid 1001", "read-key");
    assumeTrue(!kept.contains("JOIN_SESSION_KEYRING"), "needs keyrings");
    assertThat(kept.strip()).isEqualTo("tokend");
    assertThat(asRoot("leave-keyring", "add-key", "uid 1001", "leave-keyring", "read-key").strip())
        .isEqualTo("read-key: keyctl READ: EACCES (13)");
  }

  @Test
  void an_isolated_process_neither_traces_nor_signals_another_of_its_user() throws Exception {
    ForeignUser.assumeRoot();
    assumeTrue(ProcessIsolation.isAvailable(), "needs Landlock of Linux 6.12");
    try (Child sibling = Spawn.of(ForeignUser.command(new int[] {7}, "sleep", "1000")).start()) {
      awaitUser(sibling.pid());
      String pid = Integer.toString(sibling.pid());
      assertThat(asNobody("kill " + pid, "exec wc -l /proc/" + pid + "/environ")).startsWith("0 /proc/");
      assertThat(asNobody("seize " + pid)).isEmpty();
      assertThat(asNobody("no-new-privileges", "isolate", "kill " + pid, "seize " + pid).lines())
          .containsExactly("kill: kill: EPERM (1)", "seize: ptrace: EPERM (1)");
      assertThat(asNobody("no-new-privileges", "isolate", "exec cat /proc/" + pid + "/environ")).isEmpty();
      sibling.process().signal(9);
      assertThat(sibling.awaitExitStatus()).isEqualTo(128 + 9);
    }
  }

  /** Until setpriv has become the user, its process is root's. */
  private static void awaitUser(int pid) throws Exception {
    while (!Files.readString(Path.of("/proc/" + pid + "/comm")).equals("sleep\n")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void isolation_needs_no_new_privileges_of_a_user_and_leaves_files_and_own_children_alone() throws Exception {
    assumeTrue(ProcessIsolation.isAvailable(), "needs Landlock of Linux 6.12");
    assertThat(asNobody("isolate").strip()).isEqualTo("isolate: landlock_restrict_self: EPERM (1)");
    Path script = folder.resolve("own");
    Files.writeString(script, """
        sleep 1000 & kill -0 $! && cat /proc/$!/environ > /dev/null && kill $! && echo own
        mkdir a b && touch a/file && mv a/file b/file && echo moved
        """);
    Files.setAttribute(folder, "unix:mode", 0_777);
    assertThat(asNobody("no-new-privileges", "isolate", "exec env -C " + folder + " sh own"))
        .isEqualTo("own\nmoved\n");
  }

  @Test
  void as_many_groups_as_the_kernel_keeps_and_not_one_more() throws Exception {
    assertThat(asRoot("many-groups 65536").strip()).isEqualTo("true");
    assertThat(asRoot("many-groups 65537").strip()).isEqualTo("many-groups: setgroups: EINVAL (22)");
    assertThat(asRoot("groups 4294967295").strip()).isEqualTo("groups: setgroups: EINVAL (22)");
  }

  @Test
  void the_number_that_stands_for_no_change_is_refused() {
    assertThatThrownBy(() -> CredentialChange.setUserIds(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CredentialChange.setGroupIds(-1)).isInstanceOf(IllegalArgumentException.class);
  }
}
