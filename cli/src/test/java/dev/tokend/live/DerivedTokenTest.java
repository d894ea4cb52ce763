package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.proc.ProcFs;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Derived tokens of live processes, against what /proc says of them (docs/derived-tokens.md). */
class DerivedTokenTest {

  private static Sandbox sandbox;
  private static TokenClient client;
  private static final List<Process> CHILDREN = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    client = Sandbox.connect(ProcessIds.effectiveUid() == 0 ? sandbox.startMachine() : sandbox.startOwn());
  }

  @AfterAll
  static void stop() throws IOException {
    CHILDREN.forEach(Process::destroyForcibly);
    client.close();
    sandbox.close();
  }

  private static Path process(long pid) {
    return Path.of("/proc", Long.toString(pid));
  }

  private static void assertAgrees(long pid) throws Exception {
    ExpectedToken expected = ExpectedToken.of(process(pid));
    ActualToken actual = ActualToken.of(client, new Target.Process((int) pid));
    TokenFacts facts = Objects.requireNonNull(actual.inspection().facts());
    assertThat(actual.user()).as("user of %d", pid).isEqualTo(expected.user());
    assertThat(actual.unixGroups()).as("groups of %d", pid).isEqualTo(expected.unixGroups());
    assertThat(actual.presentPrivileges()).as("present privileges of %d", pid).isEqualTo(expected.presentPrivileges());
    assertThat(actual.enabledPrivileges()).as("enabled privileges of %d", pid).isEqualTo(expected.enabledPrivileges());
    assertThat(actual.integrity()).as("integrity of %d", pid).isEqualTo(expected.integrity());
    assertThat(facts.projectedUid()).as("projected uid of %d", pid).isEqualTo(expected.projectedUid());
    assertThat(facts.projectedGid()).as("projected gid of %d", pid).isEqualTo(expected.projectedGid());
    assertThat(actual.projectedGids()).as("projected groups of %d", pid).isEqualTo(expected.projectedGids());
    if (!expected.hasAuditSession() && expected.projectedUid() == 0) {
      assertThat(facts.session().id()).as("session of %d", pid).isEqualTo(999);
    }
    if (expected.hasAuditSession() && actual.number(QueryClass.LOGON_TYPE) != 5) {
      assertThat(Integer.toUnsignedLong(actual.number(QueryClass.INTERACTIVITY_SCOPE)))
          .as("scope of %d", pid)
          .isEqualTo(expected.auditSession());
    }
  }

  /** Starts a process that waits, and waits until it has become what it is to become. */
  private static Process waiting(String... command) throws IOException, InterruptedException {
    Process process = sandbox.waiting(List.of(command));
    CHILDREN.add(process);
    for (int i = 0; i < 500; i++) {
      String name = Files.readString(process(process.pid()).resolve("comm")).strip();
      if (name.equals("sleep")) {
        return process;
      }
      Thread.sleep(10);
    }
    throw new IOException("it did not start: " + String.join(" ", command));
  }

  @Test
  void every_process_on_the_machine_agrees_with_proc() throws Exception {
    int seen = 0;
    for (int pid : ProcFs.SYSTEM.pids()) {
      try {
        assertAgrees(pid);
        seen++;
      } catch (IOException e) {
        // It has ended, or /proc does not tell this user.
        continue;
      } catch (RefusedException e) {
        assertThat(e.failure().errno())
            .as("why process %d was refused: %s", pid, e.getMessage())
            .isIn(ProcessIds.effectiveUid() == 0 ? Set.of(Errno.ESRCH) : Set.of(Errno.ESRCH, Errno.EACCES));
      }
    }
    assertThat(seen).as("processes compared").isPositive();
  }

  @Test
  void dropped_capabilities_are_dropped_privileges() throws Exception {
    RunsAsRoot.required();
    Process some = waiting("setpriv", "--bounding-set=-all,+chown,+kill,+setuid", "sleep", "60");
    assertAgrees(some.pid());
    ActualToken token = ActualToken.of(client, new Target.Process((int) some.pid()));
    assertThat(token.user()).as("without CAP_SYS_ADMIN it is uid 0 and not the system").isEqualTo("S-1-22-1-0");
    assertThat(token.integrity()).isEqualTo(12288);
    assertThat(token.presentPrivileges())
        .containsExactlyInAnyOrder(
            "SeAssignPrimaryTokenPrivilege",
            "SeChangeNotifyPrivilege",
            "SeImpersonatePrivilege",
            "SeTakeOwnershipPrivilege");
  }

  @Test
  void an_ordinary_user_has_one_privilege_and_medium_integrity() throws Exception {
    RunsAsRoot.required();
    List<String> command = User.DAEMON.running(List.of("sleep", "60"));
    Process process = waiting(command.toArray(String[]::new));
    assertAgrees(process.pid());
    ActualToken token = ActualToken.of(client, new Target.Process((int) process.pid()));
    assertThat(token.user()).isEqualTo(User.DAEMON.sid());
    assertThat(token.presentPrivileges()).containsExactly("SeChangeNotifyPrivilege");
    assertThat(token.integrity()).isEqualTo(8192);
    assertThat(token.groups().toString()).contains("S-1-5-32-545").doesNotContain("S-1-5-32-544");
  }

  @Test
  void another_group_set_is_seen() throws Exception {
    RunsAsRoot.required();
    Process process =
        waiting("setpriv", "--reuid=1", "--regid=4", "--groups=20,24,4242", "--", "sleep", "60");
    assertAgrees(process.pid());
    ActualToken token = ActualToken.of(client, new Target.Process((int) process.pid()));
    assertThat(token.unixGroups())
        .containsExactlyInAnyOrder("S-1-22-2-4", "S-1-22-2-20", "S-1-22-2-24", "S-1-22-2-4242");
    assertThat(token.projectedGids()).containsExactly(20, 24, 4242);
  }

  @Test
  void nobody_is_untrusted() throws Exception {
    RunsAsRoot.required();
    Process process = waiting("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--", "sleep", "60");
    assertAgrees(process.pid());
    assertThat(ActualToken.of(client, new Target.Process((int) process.pid())).integrity()).isZero();
  }

  @Test
  void capabilities_of_a_user_namespace_of_ones_own_give_nothing() throws Exception {
    assumeTrue(
        sandbox.run(List.of("unshare", "--user", "--map-root-user", "true")).status() == 0,
        "needs user namespaces");
    Process process = waiting("unshare", "--user", "--map-root-user", "sleep", "60");
    assertAgrees(process.pid());
    ActualToken token = ActualToken.of(client, new Target.Process((int) process.pid()));
    assertThat(token.user()).isEqualTo("S-1-22-1-" + Integer.toUnsignedString(ProcessIds.effectiveUid()));
    assertThat(token.integrity()).isEqualTo(4096);
    assertThat(token.presentPrivileges()).containsExactly("SeChangeNotifyPrivilege");
  }

  @Test
  void a_process_keeps_its_token_until_its_credentials_change() throws Exception {
    RunsAsRoot.required();
    // The shell becomes another user when its input says so.
    Process process =
        new ProcessBuilder("sh", "-c", "read go; exec setpriv --reuid=2 --regid=2 --clear-groups -- sleep 60").start();
    CHILDREN.add(process);
    Target target = new Target.Process((int) process.pid());
    ActualToken first = ActualToken.of(client, target);
    ActualToken second = ActualToken.of(client, target);
    assertThat(second.payload(QueryClass.STATISTICS)).isEqualTo(first.payload(QueryClass.STATISTICS));
    process.outputWriter().write("go\n");
    process.outputWriter().flush();
    for (int i = 0; i < 500 && !ExpectedToken.of(process(process.pid())).user().equals("S-1-22-1-2"); i++) {
      Thread.sleep(10);
    }
    ActualToken third = ActualToken.of(client, target);
    assertThat(third.user()).isEqualTo("S-1-22-1-2");
    assertThat(third.payload(QueryClass.STATISTICS)).isNotEqualTo(first.payload(QueryClass.STATISTICS));
  }
}
