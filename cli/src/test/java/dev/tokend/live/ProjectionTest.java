package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.credentials.ProcessIsolation;
import dev.tokend.linux.proc.CapabilitySets;
import dev.tokend.linux.proc.ProcStatus;
import dev.tokend.linux.process.IdSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the kernel says of a program that a launcher became under a token. */
class ProjectionTest {
  private static final String ALL = "ffffffffffffffff";
  private static final long BIND = 1L << LinuxCapability.CAP_NET_BIND_SERVICE.value();
  private static final long PTRACE = 1L << LinuxCapability.CAP_SYS_PTRACE.value();
  private static final int DENIED = 3;
  private static final int FAILED = 5;

  private static Sandbox sandbox;
  private static long own;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    own = LinuxCredentials.ofCallingThread().capabilities().permitted();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static Outcome run(String... arguments) throws Exception {
    return sandbox.run(sandbox.java("dev.tokend.live.Project", arguments));
  }

  private static Outcome runAs(User user, String... arguments) throws Exception {
    return sandbox.run(user.running(sandbox.java("dev.tokend.live.Project", arguments)));
  }

  /** The arguments of a token, then a command that shows its own status. */
  private static String[] showing(String... token) {
    List<String> all = new ArrayList<>(Arrays.asList(token));
    all.addAll(List.of("cat", "/proc/self/status"));
    return all.toArray(String[]::new);
  }

  private static ProcStatus status(Outcome outcome) throws Exception {
    assertThat(outcome.status()).as(outcome.toString()).isZero();
    return ProcStatus.parse(outcome.out().getBytes(StandardCharsets.UTF_8));
  }

  private static IdSet all(int id) {
    return new IdSet(id, id, id, id);
  }

  @Test
  void root_becomes_a_user_with_exactly_its_groups_and_its_capability() throws Exception {
    Outcome shown = run(showing("given", "1", "60", "27,60", "-", "400", "400", "-"));
    ProcStatus status = status(shown);
    assertThat(status.uids()).isEqualTo(all(1));
    assertThat(status.gids()).isEqualTo(all(60));
    assertThat(status.groups()).containsExactly(27, 60);
    assertThat(status.capabilities()).isEqualTo(new CapabilitySets(BIND, BIND, BIND, BIND, BIND));
    assertThat(status.noNewPrivileges()).isTrue();
    assertThat(status.threads()).isEqualTo(1);
    assertThat(shown.out()).contains("SigBlk:\t0000000000000000");
    assertThat(run("given", "1", "60", "27,60", "-", "400", "400", "-", "id").out())
        .startsWith("uid=1(daemon) gid=60(games) groups=60(games),27(sudo)");
  }

  @Test
  void what_is_left_passes_on_to_every_program_that_is_started() throws Exception {
    String nested = "sh -c 'sh -c \"cat /proc/self/status\"'";
    ProcStatus status = status(run("given", "1", "1", "-", "-", "400", "400", "-", "sh", "-c", nested));
    assertThat(status.capabilities().effective()).isEqualTo(BIND);
    ProcStatus root = status(run("given", "0", "0", "-", "-", "400", "400", "-", "sh", "-c", nested));
    assertThat(root.uids()).isEqualTo(all(0));
    assertThat(root.capabilities()).isEqualTo(new CapabilitySets(BIND, BIND, BIND, BIND, BIND));
  }

  @Test
  void root_under_its_whole_token_is_root() throws Exception {
    LinuxCredentials now = LinuxCredentials.ofCallingThread();
    StringBuilder groups = new StringBuilder();
    for (int gid : now.groups()) {
      groups.append(groups.isEmpty() ? "" : ",").append(Integer.toUnsignedString(gid));
    }
    String same = groups.isEmpty() ? "-" : groups.toString();
    ProcStatus status = status(run(showing("given", "0", "0", same, "-", ALL, ALL, "-")));
    assertThat(status.capabilities()).isEqualTo(now.capabilities());
    assertThat(status.noNewPrivileges()).isEqualTo(now.noNewPrivileges());
    assertThat(status.groups()).isEqualTo(now.groups());
  }

  @Test
  void root_without_privileges_has_no_capability_and_gets_none_from_a_program() throws Exception {
    ProcStatus status = status(run(showing("given", "0", "0", "-", "-", "0", "0", "-")));
    assertThat(status.uids()).isEqualTo(all(0));
    assertThat(status.capabilities()).isEqualTo(new CapabilitySets(0, 0, 0, 0, 0));
    assertThat(status.noNewPrivileges()).isTrue();
    assertThat(run("given", "0", "0", "-", "-", "0", "0", "-", "chown", "1", sandbox.folder().toString()).err())
        .contains("Operation not permitted");
    // What Linux cannot take from user id 0: it owns the system's files.
    assertThat(run("given", "0", "0", "-", "-", "0", "0", "-", "head", "-c", "4", "/etc/shadow").out()).isNotEmpty();
  }

  @Test
  void a_disabled_privilege_is_off_and_can_be_had_from_a_file_only() throws Exception {
    String enabled = Long.toHexString(~PTRACE);
    ProcStatus status = status(run(showing("given", "0", "0", "-", "-", enabled, ALL, "-")));
    assertThat(status.capabilities().effective()).isEqualTo(own & ~PTRACE);
    assertThat(status.capabilities().permitted()).isEqualTo(own & ~PTRACE);
    assertThat(status.capabilities().bounding() & PTRACE).isNotZero();
    assertThat(status.noNewPrivileges()).isFalse();
  }

  @Test
  void a_user_who_drops_all_only_loses_what_set_uid_programs_would_give() throws Exception {
    Path copy = Files.copy(Path.of("/usr/bin/id"), sandbox.folder().resolve("id-of-root"));
    Files.setAttribute(copy, "unix:mode", 0_4755);
    String[] token = {"given", "1", "1", "-", "-", "0", "0", "-"};
    ProcStatus status = status(runAs(User.DAEMON, showing(token)));
    assertThat(status.uids()).isEqualTo(all(1));
    assertThat(status.groups()).isEmpty();
    assertThat(status.capabilities().permitted()).isZero();
    assertThat(status.noNewPrivileges()).isTrue();
    List<String> command = new ArrayList<>(List.of(token));
    command.addAll(List.of(copy.toString(), "-u"));
    assertThat(runAs(User.DAEMON, command.toArray(String[]::new)).out()).isEqualTo("1\n");
    assertThat(sandbox.run(User.DAEMON.running(List.of(copy.toString(), "-u"))).out()).isEqualTo("0\n");
  }

  @Test
  void a_lowered_program_cannot_reach_into_another_process_of_its_user() throws Exception {
    assumeTrue(ProcessIsolation.isAvailable(), "needs Landlock of Linux 6.12");
    Process sibling = sandbox.waiting(User.DAEMON.running(List.of("sh", "-c", "echo started; sleep 1000")));
    try {
      assertThat(sibling.inputReader().readLine()).isEqualTo("started");
      String pid = Long.toString(sibling.pid());
      String script = "kill -0 " + pid + " && echo signalled; cat /proc/" + pid + "/environ > /dev/null && echo read";
      assertThat(runAs(User.DAEMON, "given", "1", "1", "-", "-", "0", "0", "-", "sh", "-c", script).out())
          .isEqualTo("signalled\nread\n");
      assertThat(runAs(User.DAEMON, "given", "1", "1", "-", "-", "0", "0", "lowered", "sh", "-c", script).out())
          .isEmpty();
    } finally {
      sibling.descendants().forEach(ProcessHandle::destroyForcibly);
      sibling.destroyForcibly();
    }
  }

  @Test
  void a_user_cannot_become_another_and_runs_nothing() throws Exception {
    Outcome outcome = runAs(User.DAEMON, "given", "2", "2", "27", "-", "0", "0", "-", "echo", "executed");
    assertThat(outcome.status()).isEqualTo(DENIED);
    assertThat(outcome.out().lines()).containsExactly(
        "user id 2 instead of 1: needs CAP_SETUID",
        "group id 2 instead of 1: needs CAP_SETGID",
        "supplementary group 27, to be joined: needs CAP_SETGID");
  }

  @Test
  void a_service_that_may_change_users_does_so_without_being_root() throws Exception {
    List<String> service = new ArrayList<>(List.of(
        "setpriv", "--reuid=1", "--regid=1", "--clear-groups", "--inh-caps=+setuid,+setgid",
        "--ambient-caps=+setuid,+setgid", "--"));
    service.addAll(sandbox.java("dev.tokend.live.Project", showing("given", "2", "60", "27", "-", "0", "0", "-")));
    ProcStatus status = status(sandbox.run(service));
    assertThat(status.uids()).isEqualTo(all(2));
    assertThat(status.gids()).isEqualTo(all(60));
    assertThat(status.groups()).containsExactly(27);
    assertThat(status.capabilities()).isEqualTo(new CapabilitySets(0, 0, 0, own, 0));
    assertThat(status.noNewPrivileges()).isTrue();
  }

  @Test
  void a_group_for_deny_only_opens_nothing() throws Exception {
    Path file = Files.writeString(sandbox.folder().resolve("of-group-27"), "secret");
    Files.setAttribute(file, "unix:gid", 27);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(run("given", "1", "1", "27", "-", "0", "0", "-", "cat", file.toString()).out()).isEqualTo("secret");
    assertThat(run("given", "1", "1", "-", "27", "0", "0", "-", "cat", file.toString()).err())
        .contains("Permission denied");
  }

  @Test
  void a_step_that_fails_executes_nothing_and_changes_no_other_thread() throws Exception {
    Outcome broken = run("broken", "echo", "executed");
    assertThat(broken.out().lines())
        .containsExactly("setresuid: EPERM (1)", "[" + all(0) + "]");
    assertThat(broken.status()).isEqualTo(FAILED);
    Outcome untrue = run("untrue", "echo", "executed");
    assertThat(untrue.out()).startsWith("the outcome is not as planned: ").doesNotContain("executed");
  }

  @Test
  void a_program_that_cannot_be_executed_is_reported_also_where_the_new_user_may_not_read_our_classes()
      throws Exception {
    Files.setPosixFilePermissions(sandbox.folder(), PosixFilePermissions.fromString("rwx------"));
    try {
      assertThat(run("given", "1", "1", "-", "-", "0", "0", "-", "/no/such/program").out().lines())
          .containsExactly("exec /no/such/program: ENOENT (2)", "[" + all(0) + "]");
      Path closed = Files.copy(Path.of("/usr/bin/id"), sandbox.folder().resolve("closed"));
      assertThat(run("given", "1", "1", "-", "-", "0", "0", "-", closed.toString()).out().lines())
          .containsExactly("exec " + closed + ": EACCES (13)", "[" + all(0) + "]");
    } finally {
      Files.setPosixFilePermissions(sandbox.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void a_token_of_the_authority_is_projected() throws Exception {
    Path machine = sandbox.startMachine();
    String all = Long.toHexString(Privilege.ALL);
    ProcStatus user = status(runAs(User.DAEMON, showing("run", machine.toString(), all, "-")));
    assertThat(user.uids()).isEqualTo(all(1));
    assertThat(user.noNewPrivileges()).isTrue();
    ProcStatus root = status(run(showing("run", machine.toString(), all, "-")));
    assertThat(root.capabilities()).isEqualTo(new CapabilitySets(0, 0, 0, 0, 0));
    String debug = Long.toHexString(Privilege.SE_DEBUG.mask());
    ProcStatus most = status(run(showing("run", machine.toString(), debug, "-")));
    assertThat(most.capabilities().permitted()).isEqualTo(own & ~PTRACE);
    assertThat(most.capabilities().bounding() & PTRACE).isZero();
    Outcome denied = runAs(User.DAEMON, "run", machine.toString(), all, "0", "echo", "executed");
    assertThat(denied.out()).isEqualTo("group 1 for deny only: needs a token with another Linux group id\n");
    assertThat(denied.status()).isEqualTo(DENIED);
  }
}
