package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Inspection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A process that has asked so often on one connection that its answer is remembered, and then changes: the next answer
 * is about what it is then. Each change is one that the message itself does not show.
 */
class KeptConnectionTest {
  private static final int CLASSES =
      bit(QueryClass.USER)
          | bit(QueryClass.GROUPS)
          | bit(QueryClass.PRIVILEGES)
          | bit(QueryClass.INTEGRITY_LEVEL)
          | bit(QueryClass.STATISTICS);

  private static final List<String> AS_ROOT = List.of();

  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    Perl.required();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static int bit(QueryClass queryClass) {
    return 1 << queryClass.number();
  }

  private static ChangingClient.Answers answers(List<String> command, String change) throws Exception {
    Path script = Files.createTempFile(sandbox.folder(), "client", ".pl");
    Files.writeString(script, ChangingClient.script(CLASSES, change));
    Files.setAttribute(script, "unix:mode", 0644);
    ChangingClient.Answers answers = ChangingClient.run(sandbox, command, script, machine);
    assertThat(answers.before().isReply()).isTrue();
    return answers;
  }

  private static ChangingClient.Answers asUser(String change) throws Exception {
    return answers(User.DAEMON.running(List.of()), change);
  }

  private static byte[] of(ChangingClient.Answer answer, QueryClass queryClass) throws Exception {
    assertThat(answer.isReply()).as(new String(answer.payload(), StandardCharsets.ISO_8859_1)).isTrue();
    return Inspection.decode(answer.payload()).payload(queryClass);
  }

  /** Whether no answer after the change is the one before it. */
  private static void assertNothingStale(ChangingClient.Answers answers) {
    for (ChangingClient.Answer answer : answers.after()) {
      assertThat(answer.payload()).as("what it was before it changed").isNotEqualTo(answers.before().payload());
    }
  }

  private static void assertChanged(ChangingClient.Answers answers, QueryClass queryClass) throws Exception {
    assertNothingStale(answers);
    assertThat(of(answers.last(), queryClass)).isNotEqualTo(of(answers.before(), queryClass));
  }

  @Test
  void who_changes_nothing_is_answered_the_same() throws Exception {
    ChangingClient.Answers answers = asUser("1");
    for (ChangingClient.Answer answer : answers.after()) {
      assertThat(answer.payload()).isEqualTo(answers.before().payload());
    }
  }

  @Test
  void a_name_that_looks_like_lines_of_the_status_file_changes_nothing() throws Exception {
    // PR_SET_NAME
    ChangingClient.Answers answers =
        answers(AS_ROOT, "my $n = qq(\\nUid:\\t0\\t0\\t0\\0); syscall(157, 15, $n); syscall(117, 1, 1, 1)");
    assertChanged(answers, QueryClass.USER);
  }

  @Test
  void a_group_that_it_joins_is_seen() throws Exception {
    assertChanged(answers(AS_ROOT, "$) = '0 0 4242'"), QueryClass.GROUPS);
  }

  @Test
  void the_user_that_it_becomes_is_seen() throws Exception {
    assertChanged(answers(AS_ROOT, "syscall(117, 1, 1, 1) == 0 or die"), QueryClass.USER);
  }

  @Test
  void the_user_that_it_is_for_a_while_is_not_root() throws Exception {
    ChangingClient.Answers answers = answers(AS_ROOT, "syscall(117, -1, 1, -1) == 0 or die");
    assertNothingStale(answers);
    assertThat(answers.last().isReply()).as("its message says uid 0, and it is not").isFalse();
  }

  @Test
  void the_group_that_it_is_for_a_while_is_seen() throws Exception {
    ChangingClient.Answers answers = answers(AS_ROOT, "syscall(119, -1, 4242, -1) == 0 or die");
    assertNothingStale(answers);
  }

  @Test
  void root_without_capabilities_is_not_the_system() throws Exception {
    String drop = "my $h = pack('Ll', 0x20080522, 0); my $d = pack('L6'); syscall(126, $h, $d) == 0 or die";
    assertChanged(answers(AS_ROOT, drop), QueryClass.USER);
  }

  @Test
  void one_capability_that_it_turns_off_is_seen() throws Exception {
    // CAP_SYS_BOOT out of the effective ones; the permitted ones stay.
    String turnOff =
        "my $h = pack('Ll', 0x20080522, 0); my $d = ' ' x 24; syscall(125, $h, $d) == 0 or die;"
            + " my @d = unpack('L6', $d); $d[0] &= ~(1 << 22); $d = pack('L6', @d); syscall(126, $h, $d) == 0 or die";
    assertChanged(answers(AS_ROOT, turnOff), QueryClass.PRIVILEGES);
  }

  @Test
  void who_enters_a_user_namespace_and_drops_what_that_gave_is_low() throws Exception {
    // Uids, gids, groups and capabilities are then what they were.
    String enter =
        "syscall(272, 0x10000000) == 0 or die qq(unshare: $!);"
            + " my $h = pack('Ll', 0x20080522, 0); my $d = pack('L6'); syscall(126, $h, $d) == 0 or die";
    assertChanged(asUser(enter), QueryClass.INTEGRITY_LEVEL);
  }

  @Test
  void the_audit_session_that_it_begins_is_seen() throws Exception {
    Path loginUid = Path.of("/proc/self/loginuid");
    assumeTrue(Files.exists(loginUid), "needs a kernel with audit");
    String begin = "open(L, '>', '/proc/self/loginuid') && syswrite(L, '1') or die";
    assertChanged(answers(AS_ROOT, begin), QueryClass.STATISTICS);
  }

  @Test
  void a_set_uid_program_that_it_becomes_is_refused_on_its_connection() throws Exception {
    Path perl = Files.copy(Path.of("/usr/bin/perl").toRealPath(), sandbox.folder().resolve("perl-as-root"));
    Files.setAttribute(perl, "unix:mode", 04755);
    ChangingClient.Answers answers = asUser("exec('" + perl + "', $0, 'inherited', fileno(S)) or die");
    for (ChangingClient.Answer answer : answers.after()) {
      assertThat(answer.isReply()).isFalse();
      assertThat(Failure.decode(answer.payload()).errno()).isEqualTo(Errno.EACCES);
    }
  }

  @Test
  void another_program_of_the_same_user_is_who_it_was() throws Exception {
    ChangingClient.Answers answers = asUser("exec('perl', $0, 'inherited', fileno(S)) or die");
    assertThat(answers.last().payload()).isEqualTo(answers.before().payload());
  }

  @Test
  void a_child_of_another_user_on_its_connection_is_itself() throws Exception {
    String child = "if (fork) { wait; exit; } syscall(117, 1, 1, 1) == 0 or die";
    ChangingClient.Answers answers = answers(AS_ROOT, child);
    assertChanged(answers, QueryClass.USER);
  }

  @Test
  void a_child_that_becomes_a_set_uid_program_is_refused_on_its_connection() throws Exception {
    Path perl = Files.copy(Path.of("/usr/bin/perl").toRealPath(), sandbox.folder().resolve("perl-of-child"));
    Files.setAttribute(perl, "unix:mode", 04755);
    String child = "if (fork) { wait; exit; } exec('" + perl + "', $0, 'inherited', fileno(S)) or die";
    for (ChangingClient.Answer answer : asUser(child).after()) {
      assertThat(answer.isReply()).isFalse();
      assertThat(Failure.decode(answer.payload()).errno()).isEqualTo(Errno.EACCES);
    }
  }

  @Test
  void whoever_was_passed_the_connection_is_itself() throws Exception {
    // By pidfd_getfd, which does what SCM_RIGHTS does: the process that asks now has another number and another user.
    String passed =
        "my $pid = $$; my $fd = fileno(S); my $c = fork; if ($c) { waitpid($c, 0); exit; } close(S);"
            + " my $got = syscall(438, syscall(434, $pid, 0), $fd, 0); open(S, '+<&=', $got) or die;"
            + " syscall(117, 2, 2, 2) == 0 or die";
    ChangingClient.Answers answers = answers(AS_ROOT, passed);
    assertChanged(answers, QueryClass.USER);
  }
}
