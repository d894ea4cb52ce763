package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.ProcessesReply;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The listing of processes, with real ones of several users. */
class ProcessListingTest {
  private static final int MANY = 1000;
  private static final int TOKEN_QUERY = 0x8;

  private static Sandbox sandbox;
  private static Path machine;
  private static Shell root;
  private static Shell daemon;
  private static Shell bin;
  private static Process sleepers;
  private static final List<Process> CHILDREN = new ArrayList<>();

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    root = Shell.ofRoot(sandbox, machine);
    daemon = Shell.of(User.DAEMON, sandbox, machine);
    bin = Shell.of(User.BIN, sandbox, machine);
    sleepers = ready(daemon.command("for i in $(seq " + MANY + "); do sleep 600 & done; echo ready; exec sleep 600"));
  }

  @AfterAll
  static void stop() throws Exception {
    if (sleepers != null) {
      sleepers.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    for (Process child : CHILDREN) {
      child.descendants().forEach(ProcessHandle::destroyForcibly);
      child.destroyForcibly().waitFor();
    }
    sandbox.close();
  }

  /** Starts something that says when it is ready, and then waits. */
  private static Process ready(List<String> command) throws IOException {
    Process process = sandbox.waiting(command);
    CHILDREN.add(process);
    assertThat(process.inputReader().readLine()).isEqualTo("ready");
    return process;
  }

  private static ProcessesReply ask(RawClient client, int after) throws Exception {
    byte[] frame = RawClient.request(Operation.PROCESSES, 0, Words.encode(after));
    return ProcessesReply.decode(client.askUntilKnown(frame));
  }

  private static Map<Integer, ListedProcess> byNumber(ProcessesReply reply) {
    Map<Integer, ListedProcess> processes = new HashMap<>();
    for (ListedProcess process : reply.processes()) {
      assertThat(processes.put(process.pid(), process)).as("process %d twice", process.pid()).isNull();
    }
    return processes;
  }

  private static String userOf(ListedProcess process) {
    return process.user().toString();
  }

  @Test
  void a_thousand_processes_are_told_in_one_answer_and_none_of_them_is_watched_afterwards() throws Exception {
    try (RawClient client = RawClient.connect(machine);
        TokenClient status = Sandbox.connect(machine)) {
      AuthorityStatus before = status.status();
      ProcessesReply reply = ask(client, 0);
      AuthorityStatus after = status.status();
      assertThat(reply.next()).isZero();
      assertThat(reply.processes().stream().filter(p -> p.name().equals("sleep") && userOf(p).equals("S-1-22-1-1")))
          .hasSizeGreaterThanOrEqualTo(MANY)
          .allSatisfy(sleeper -> {
            assertThat(sleeper.integrity()).isEqualTo(8192);
            assertThat(Long.bitCount(sleeper.present())).isEqualTo(1);
            assertThat(sleeper.marks()).isEqualTo(new ListedProcess.Marks(false, false, false, false, false));
          });
      assertThat(after.processes()).isLessThanOrEqualTo(before.processes() + 5);
      assertThat(after.tokens()).isLessThanOrEqualTo(before.tokens() + 5);
      assertThat(after.descriptors()).isLessThanOrEqualTo(before.descriptors() + 5);
    }
  }

  @Test
  void what_is_listed_is_what_could_be_opened_and_what_is_counted_could_not() throws Exception {
    // The asker waits, so that the listing and the opening are of the same caller.
    Outcome listed = daemon.run("token ps --json --raw --where 'name!=java'");
    assertThat(listed.status()).isZero();
    Process own = ready(bin.command("echo ready; exec sleep 600"));
    assertThat(listed.out()).doesNotContain("\"S-1-5-18\"").contains("\"S-1-22-1-1\"");
    Outcome other = daemon.run("token ps");
    assertThat(other.out())
        .contains("more may not be seen (PROCESS_QUERY_INFORMATION on the process, TOKEN_QUERY on its token)")
        .doesNotContain("bin (").doesNotContain("SYSTEM");
    assertThat(daemon.run("token show --pid " + own.pid()).status()).isEqualTo(3);
    assertThat(bin.prints("token ps --raw --where pid=" + own.pid())).contains("S-1-22-1-2").contains("sleep");
  }

  @Test
  void root_sees_each_process_as_opening_it_shows_it() throws Exception {
    try (RawClient raw = RawClient.connect(machine);
        TokenClient client = Sandbox.connect(machine)) {
      int compared = 0;
      for (ListedProcess process : ask(raw, 0).processes()) {
        if (process.name().equals("sleep") && compared > 20) {
          continue;
        }
        ActualToken token;
        try {
          token = ActualToken.of(client, new Target.Process(process.pid()));
        } catch (RefusedException e) {
          assertThat(e.failure().errno()).isEqualTo(Errno.ESRCH);
          continue;
        }
        assertThat(userOf(process)).as(process.toString()).isEqualTo(token.user());
        assertThat(process.integrity()).as(process.toString()).isEqualTo(token.integrity());
        assertThat(process.elevation()).as(process.toString()).isEqualTo(token.number(QueryClass.ELEVATION_TYPE));
        compared++;
      }
      assertThat(compared).isGreaterThan(20);
    }
  }

  @Test
  void the_numbers_asked_after_are_left_out() throws Exception {
    try (RawClient client = RawClient.connect(machine)) {
      Map<Integer, ListedProcess> all = byNumber(ask(client, 0));
      int middle = (int) sleepers.pid();
      Map<Integer, ListedProcess> rest = byNumber(ask(client, middle));
      assertThat(all).containsKey(middle).containsKey(1);
      assertThat(rest.keySet()).allMatch(pid -> pid > middle).hasSizeGreaterThan(MANY / 2);
      assertThat(ask(client, Integer.MAX_VALUE).processes()).isEmpty();
    }
  }

  @Test
  void a_number_that_no_process_has_is_refused() throws Exception {
    try (RawClient client = RawClient.connect(machine)) {
      byte[] frame = RawClient.request(Operation.PROCESSES, 0, Words.encode(-1));
      assertThat(refusal(client, frame)).isEqualTo(Errno.EINVAL);
      assertThat(refusal(client, RawClient.request(Operation.PROCESSES, 0, new byte[3]))).isEqualTo(Errno.EINVAL);
    }
  }

  private static Errno refusal(RawClient client, byte[] frame) throws Exception {
    try {
      client.askUntilKnown(frame);
    } catch (RawClient.Refused e) {
      return e.failure().errno();
    }
    throw new AssertionError("it was answered");
  }

  @Test
  void others_are_answered_while_a_listing_is_made() throws Exception {
    try (RawClient client = RawClient.connect(machine);
        TokenClient other = Sandbox.connect(machine)) {
      ask(client, 0);
      client.send(RawClient.request(Operation.PROCESSES, 0, Words.encode(0)));
      Thread answer = Thread.ofPlatform().start(() -> {
        try {
          client.answer();
        } catch (Exception e) {
          throw new IllegalStateException(e);
        }
      });
      int answered = 0;
      while (answer.isAlive()) {
        other.inspect(new Target.Self(), TOKEN_QUERY, 1 << QueryClass.USER.number(), false);
        answered++;
      }
      assertThat(answered).as("answers to another one meanwhile").isGreaterThan(20);
    }
  }

  @Test
  void so_many_listings_of_one_user_are_made_at_a_time_and_those_that_nobody_waits_for_end() throws Exception {
    byte[] frame = RawClient.request(Operation.PROCESSES, 0, Words.encode(0));
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        clients.add(RawClient.connect(machine));
        ask(clients.getLast(), Integer.MAX_VALUE);
      }
      for (RawClient client : clients) {
        client.send(frame);
      }
      List<Errno> refused = new ArrayList<>();
      for (RawClient client : clients) {
        Errno errno = nullOrRefusal(client);
        if (errno != null) {
          refused.add(errno);
          break;
        }
      }
      assertThat(refused).containsExactly(Errno.EMFILE);
    } finally {
      clients.forEach(RawClient::close);
    }
    try (RawClient client = RawClient.connect(machine)) {
      assertThat(ask(client, 0).processes()).hasSizeGreaterThan(MANY);
    }
  }

  private static @Nullable Errno nullOrRefusal(RawClient client) throws Exception {
    try {
      client.answer();
      return null;
    } catch (RawClient.Refused e) {
      return e.failure().errno();
    }
  }

  @Test
  void a_lowered_process_and_its_child_stand_below_the_shell_with_what_changed() throws Exception {
    Process lowered = ready(root.command(
        "token run --integrity low --drop-privs all --no-projection -- sh -c 'sleep 600 & echo ready; wait' >&1; :"));
    String tree = root.prints("token ps --tree --label --where integrity=low --where bound=yes");
    assertThat(tree).containsPattern("[0-9]+ .*`- sh +\\* integrity Low, privileges 0/0, bound");
    assertThat(tree).containsPattern("[0-9]+ .*`- sleep +bound");
    assertThat(lowered.isAlive()).isTrue();
    // Who is lower sees neither root's other processes nor its own parent.
    Outcome below = root.run(
        "token run --integrity low --restrict S-1-1-0 --no-projection -- token ps");
    assertThat(below.status()).as(below.toString()).isZero();
    assertThat(below.out()).contains("more may not be seen").doesNotContain("systemd");
  }

  @Test
  void a_name_that_a_process_gives_itself_does_nothing_to_a_terminal() throws Exception {
    Path program = sandbox.folder().resolve("\u001b[2J\n)(\u202e");
    Files.copy(Path.of("/bin/sleep"), program);
    Process hostile = sandbox.waiting(List.of(program.toString(), "600"));
    CHILDREN.add(hostile);
    for (int i = 0; i < 500 && !comm(hostile).startsWith("\u001b"); i++) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
    String shown = root.prints("token ps --where pid=" + hostile.pid());
    assertThat(shown).contains("\\u001b[2J\\u000a)(\\u202e").doesNotContain("\u001b");
    assertThat(root.prints("token ps --json --where pid=" + hostile.pid())).contains("\\u001b[2J\\n)(");
  }

  private static String comm(Process process) throws IOException {
    return new String(
        Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "comm")), StandardCharsets.UTF_8);
  }

  @Test
  void a_users_own_authority_counts_what_it_may_not_see() throws Exception {
    Path own = sandbox.startOwnOf(User.DAEMON);
    String listed = Shell.of(User.DAEMON, sandbox, own).prints("token ps --raw");
    assertThat(listed).contains("S-1-22-1-1").contains("more may not be seen").doesNotContain("S-1-5-18");
  }
}
