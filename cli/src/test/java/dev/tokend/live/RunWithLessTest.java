package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an ordinary user runs with less has less, on Linux too, and gets nothing of it back (docs/run-with-less.md).
 * Each attempt is made with all that the user has first, where it works then: it fails for the reason that is meant.
 */
class RunWithLessTest {
  private static final String NOTHING = "daemon (S-1-22-1-1)  Medium  primary  session 1000  groups 7  privileges 0/0";

  private static Sandbox sandbox;
  private static Path machine;
  private static Less daemon;
  private static Process sibling;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    daemon = Less.of(Shell.of(User.DAEMON, sandbox, machine));
    sibling = sandbox.waiting(daemon.shell().command("exec sleep 600"));
    // The first session that this authority makes is the one of the lines above.
    assertThat(daemon.before("token")).isEqualTo(NOTHING.replace("0/0", "1/1"));
  }

  @AfterAll
  static void stop() {
    if (sibling != null) {
      sibling.destroyForcibly();
    }
    sandbox.close();
  }

  private static String pid() {
    return Long.toString(sibling.pid());
  }

  @Test
  void it_has_less_and_so_has_what_it_starts() throws Exception {
    assertThat(daemon.less("token; sh -c 'sh -c token; :'").lines()).containsExactly(NOTHING, NOTHING);
    assertThat(daemon.less("grep -E 'NoNewPrivs|CapPrm|CapEff|CapAmb' /proc/self/status").lines())
        .containsExactly(
            "CapPrm:\t0000000000000000", "CapEff:\t0000000000000000", "CapAmb:\t0000000000000000", "NoNewPrivs:\t1");
  }

  @Test
  void a_set_uid_program_gives_it_nothing() throws Exception {
    Path rootId = Files.copy(Path.of("/usr/bin/id"), sandbox.folder().resolve("root-id"));
    Files.setAttribute(rootId, "unix:mode", 04755);
    assumeTrue(daemon.before(rootId + " -u").equals("0"), "needs a folder in which set-uid works");
    assertThat(daemon.less(rootId + " -u")).isEqualTo("1");
  }

  @Test
  void a_set_gid_program_gives_it_nothing() throws Exception {
    Path rootId = Files.copy(Path.of("/usr/bin/id"), sandbox.folder().resolve("root-gid"));
    Files.setAttribute(rootId, "unix:mode", 02755);
    assumeTrue(daemon.before(rootId + " -g").equals("0"), "needs a folder in which set-gid works");
    assertThat(daemon.less(rootId + " -g")).isEqualTo("1");
  }

  @Test
  void a_file_with_capabilities_gives_it_nothing() throws Exception {
    Path grep = Files.copy(Path.of("/usr/bin/grep"), sandbox.folder().resolve("capable"));
    Files.setAttribute(grep, "unix:mode", 0755);
    Process setcap = new ProcessBuilder("sh", "-c", "PATH=$PATH:/usr/sbin; setcap cap_net_raw+ep " + grep).start();
    assumeTrue(setcap.waitFor() == 0, "needs setcap and a file system with capabilities");
    String show = grep + " CapEff /proc/self/status";
    assertThat(daemon.before(show)).isEqualTo("CapEff:\t0000000000002000");
    assertThat(daemon.less(show)).isEqualTo("CapEff:\t0000000000000000");
  }

  static List<String> ways() {
    return Perl.ways();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void another_process_of_its_user_is_out_of_reach(String way) throws Exception {
    Perl.required();
    assumeTrue(daemon.before(way, pid()).matches("attached|open|taken|may"), "needs a kernel that would let it");
    assertThat(daemon.less(way, pid())).isIn("Operation not permitted", "Permission denied");
  }

  @Test
  void what_it_starts_itself_it_may_trace_and_signal() throws Exception {
    Perl.required();
    for (String way : Perl.ways()) {
      assertThat(daemon.less("sleep 60 & set -- $!; sleep 0.2; " + way + "; kill $!"))
          .matches("attached|open|taken|may");
    }
  }

  @Test
  void the_authority_gives_no_privilege_back() throws Exception {
    assertThat(daemon.denied("token adjust privs SeChangeNotify=enabled")).contains("is not present");
    assertThat(daemon.less("token adjust privs --reset; token privs --json"))
        .contains("\"present\": {\n        \"mask\": \"0x0000000000000000\"");
  }

  @Test
  void it_cannot_take_on_the_token_of_another_process_of_its_user() throws Exception {
    assertThat(daemon.denied("token impersonate --pid $1 -- token", pid())).contains("TOKEN_IMPERSONATE");
    assertThat(daemon.denied("token duplicate --pid $1 --type impersonation --access TOKEN_IMPERSONATE", pid()))
        .contains("TOKEN_IMPERSONATE");
    assertThat(daemon.denied("token restrict --pid $1 -- sh -c 'token install --fd $TOKEN_FD'", pid()))
        .contains("TOKEN_ASSIGN_PRIMARY");
    assertThat(daemon.denied("token restrict --pid $1 -- sh -c 'token impersonate --fd $TOKEN_FD -- token'", pid()))
        .contains("TOKEN_IMPERSONATE");
  }

  @Test
  void a_pin_from_before_is_not_taken_on_either() throws Exception {
    daemon.before("token duplicate --pin-as whole; token duplicate --type impersonation --pin-as mask");
    assertThat(daemon.denied("token install --pin whole")).contains("TOKEN_ASSIGN_PRIMARY");
    assertThat(daemon.denied("token impersonate --pin mask -- token")).contains("TOKEN_IMPERSONATE");
  }

  @Test
  void it_makes_and_installs_nothing() throws Exception {
    Path spec = Files.writeString(sandbox.folder().resolve("daemon.json"), daemon.before("token spec new"));
    Files.setAttribute(spec, "unix:mode", 0644);
    assertThat(daemon.denied("token create $1", spec.toString())).contains("SeCreateTokenPrivilege");
    assertThat(daemon.denied("token install $1 -- token", spec.toString())).contains("SeCreateTokenPrivilege");
  }

  @Test
  void to_run_again_gives_nothing_back() throws Exception {
    assertThat(daemon.outcome("token run -- token"))
        .isEqualTo(new Outcome(
            0, NOTHING + "\n",
            "token: nothing is taken away without --drop-privs, --deny, --restrict or --integrity\n"));
    assertThat(daemon.less("token run --integrity low -- token")).isEqualTo(NOTHING.replace("Medium", "Low"));
    assertThat(daemon.denied("token run --integrity low -- token run --integrity medium -- token"))
        .contains("cannot lower your own primary token");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_connection_to_itself_gives_nothing_back(boolean child) throws Exception {
    Perl.required();
    String act = "token impersonate --peer $PEER -- token show --short";
    assertThat(daemon.before(Perl.peerOfItself(child), "sh", "-c", act)).contains("privileges 1/1");
    Outcome outcome = daemon.outcome(Perl.peerOfItself(child), "sh", "-c", act);
    assertThat(outcome.out()).as(outcome.err()).doesNotContain("privileges 1/1");
  }

  @Test
  void a_connection_from_before_answers_it_as_what_it_is() throws Exception {
    Perl.required();
    String connect =
        "exec perl -e 'use Socket; $^F = 255; socket(C, AF_UNIX, SOCK_STREAM, 0) && connect(C,"
            + " pack_sockaddr_un($ENV{TOKEND_SOCKET})) or die $!; $ENV{CONNECTION} = fileno(C); exec @ARGV' ";
    String ask = " sh -c '" + String.join(" ", sandbox.java("dev.tokend.live.AskOnDescriptor"))
        + " $CONNECTION privileges'";
    assertThat(daemon.shell().prints(connect + ask)).startsWith("0000800000000000");
    assertThat(daemon.shell().prints(connect + "token run --drop-privs all --" + ask)).matches("0{64}");
  }

  @Test
  void no_handle_comes_with_it() throws Exception {
    assertThat(daemon.less("env | grep TOKEN_FD; ls -l /proc/$$/fd | grep -c socket; :")).isEqualTo("0");
  }

  @Test
  void it_cannot_end_the_users_own_authority() throws Exception {
    Perl.required();
    Less own = Less.of(Shell.of(User.DAEMON, sandbox, sandbox.startOwnOf(User.DAEMON)));
    String authority = own.before("token authority status --json").replaceAll("(?s).*\"pid\": (\\d+).*", "$1");
    for (String way : Perl.ways()) {
      assertThat(own.less(way, authority)).isIn("Operation not permitted", "Permission denied");
    }
    assertThat(own.denied("token authority stop")).contains("privileges were removed from the token");
    assertThat(own.less("token")).contains("privileges 0/0");
  }

  @Test
  void a_descendant_whose_parents_have_ended_has_less_too() throws Exception {
    Path told = Files.createFile(sandbox.folder().resolve("told"));
    Files.setAttribute(told, "unix:mode", 0666);
    String orphan = "setsid sh -c 'while [ -e /proc/'$$' ]; do sleep 0.1; done; token >$1.new; grep NoNew"
        + " /proc/self/status >>$1.new; cat $1.new >$1' sh $1 >/dev/null 2>&1 &";
    Files.setAttribute(Files.createFile(sandbox.folder().resolve("told.new")), "unix:mode", 0666);
    daemon.less(orphan, told.toString());
    for (int i = 0; i < 600 && Files.size(told) == 0; i++) {
      Thread.sleep(50);
    }
    assertThat(Files.readString(told)).isEqualTo(NOTHING + "\nNoNewPrivs:\t1\n");
  }
}
