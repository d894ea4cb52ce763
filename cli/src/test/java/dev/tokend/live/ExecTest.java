package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command behind {@code --} gets, and what it does not get (design §5). */
class ExecTest {
  private static final String LESS = "token run --drop-privs all -- ";

  private static Sandbox sandbox;
  private static Path machine;
  private static Shell daemon;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    daemon = Shell.of(User.DAEMON, sandbox, machine);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void it_is_the_same_process() throws Exception {
    String[] pids = daemon.prints("echo $$; exec " + LESS + "sh -c 'echo $$; cat /proc/$$/comm'").split("\n");
    assertThat(pids[1]).isEqualTo(pids[0]);
    assertThat(pids[2]).isEqualTo("sh");
  }

  @Test
  void its_arguments_are_the_bytes_that_were_given() throws Exception {
    String show = "'od -An -v -tx1 /proc/$$/cmdline' ";
    String odd = "\"$(printf '\\377\\376\\200')\" '' \"$(printf 'a\\nb\\tc')\" '--json' '-- x' '$HOME' \"'\" '*' '@/etc/group'";
    String direct = daemon.prints("exec sh -c " + show + odd);
    assertThat(daemon.prints("exec " + LESS + "sh -c " + show + odd))
        .isEqualTo(direct)
        .contains(" ff fe 80 00 00 61 0a");
  }

  @Test
  void an_argument_may_be_long() throws Exception {
    String length = "exec " + LESS + "sh -c 'printf %s \"$1\" | wc -c; printf %s \"$1\" | cksum' sh ";
    String argument = "\"$(head -c 100000 /dev/zero | tr '\\0' x)\"";
    String direct = daemon.prints("head -c 100000 /dev/zero | tr '\\0' x | cksum");
    assertThat(daemon.prints(length + argument)).isEqualTo("100000\n" + direct);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 5, 6, 77, 126, 127, 255})
  void its_exit_status_is_its_own(int status) throws Exception {
    assertThat(daemon.run(LESS + "sh -c 'exit " + status + "'").status()).isEqualTo(status);
  }

  @Test
  void a_signal_that_ends_it_is_its_own() throws Exception {
    assertThat(daemon.run("exec " + LESS + "sh -c 'kill -TERM $$'").status()).isEqualTo(128 + 15);
  }

  @Test
  void its_descriptors_are_those_that_were_there_before() throws Exception {
    String list = "perl -e 'opendir D,q(/proc/self/fd); for (sort {$a<=>$b} grep /^\\d+$/, readdir D)"
        + " { print qq($_ ), readlink(qq(/proc/self/fd/$_)), qq(\\n) unless $_ == fileno D }'";
    String before = "exec 5</etc/passwd 7</dev/null 9</etc/group 0</dev/null; ";
    String direct = daemon.prints(before + "exec " + list);
    assertThat(direct.lines().map(line -> line.split(" ")[0])).containsExactly("0", "1", "2", "5", "7", "9");
    String through = daemon.prints(before + "exec " + LESS + list);
    assertThat(withoutOutput(through)).isEqualTo(withoutOutput(direct));
  }

  /** Standard output and error are files of their own in each run. */
  private static List<String> withoutOutput(String descriptors) {
    return descriptors.lines().filter(line -> !line.startsWith("1 ") && !line.startsWith("2 ")).toList();
  }

  @Test
  void a_standard_stream_that_was_closed_is_closed() throws Exception {
    assertThat(daemon.prints("exec " + LESS + "sh -c '[ -e /proc/$$/fd/0 ] && readlink /proc/$$/fd/0; echo .' <&-"))
        .isEqualTo(".");
  }

  @Test
  void there_need_be_no_descriptor_at_all() throws Exception {
    String command = "sh -c 'exec 3</dev/null; [ ! -e /proc/$$/fd/0 ] && exit 17'";
    assertThat(daemon.run("exec " + LESS + command + " <&- >&- 2>&-").status()).isEqualTo(17);
  }

  @Test
  void a_new_handle_is_the_only_descriptor_more() throws Exception {
    String list = "sh -c 'ls /proc/$$/fd; echo \"fd $TOKEN_FD\"; readlink /proc/$$/fd/$TOKEN_FD'";
    String printed = daemon.prints("exec 5</etc/passwd; exec token restrict --drop-privs all -- " + list);
    String number = printed.replaceAll("(?s).*fd (\\d+).*", "$1");
    List<String> lines = printed.lines().toList();
    assertThat(lines).contains("0", "1", "2", "5", number).hasSize(7);
    assertThat(lines.getLast()).startsWith("socket:[");
  }

  @Test
  void no_signal_is_blocked_and_those_that_were_ignored_are() throws Exception {
    String show = "grep -E '^Sig(Blk|Ign|Cgt)|^Threads' /proc/self/status";
    for (String before : List.of("", "trap '' QUIT PIPE HUP XFSZ USR1; ", "trap '' INT TERM; ")) {
      String direct = daemon.prints(before + "exec " + show);
      assertThat(daemon.prints(before + "exec " + LESS + show)).as(before).isEqualTo(direct);
    }
  }

  @Test
  void limits_are_those_of_before() throws Exception {
    String show = "cat /proc/self/limits /proc/self/coredump_filter /proc/self/oom_score_adj";
    String before = "ulimit -n 512; ulimit -c 0; ulimit -s 4096; umask 027; ";
    String direct = daemon.prints(before + "exec " + show);
    assertThat(direct).containsPattern("open files +512 ");
    assertThat(daemon.prints(before + "exec " + LESS + show)).isEqualTo(direct);
    assertThat(daemon.prints(before + "exec " + LESS + "sh -c umask")).isEqualTo("0027");
  }

  @Test
  void the_environment_is_as_it_was() throws Exception {
    String set = "export ODD=\"$(printf '\\377')\" EMPTY= TOKEN_FD=before; ";
    String show = "perl -e 'print map { qq($_=$ENV{$_}\\n) } sort grep { $_ ne q(_) } keys %ENV' | od -An -v -tx1";
    String direct = daemon.prints(set + "exec sh -c \"$1\"", show);
    assertThat(daemon.prints(set + "exec " + LESS + "sh -c \"$1\"", show)).isEqualTo(direct);
  }

  @Test
  void a_handles_number_replaces_an_older_one() throws Exception {
    String printed = daemon.prints("TOKEN_FD=before exec token restrict -- sh -c 'env | grep ^TOKEN_FD='");
    assertThat(printed).matches("TOKEN_FD=\\d+");
  }

  @Test
  void the_working_folder_stays() throws Exception {
    assertThat(daemon.prints("cd /usr; exec " + LESS + "pwd")).isEqualTo("/usr");
  }

  @Test
  void a_command_that_is_not_there_has_status_127() throws Exception {
    assertThat(daemon.run(LESS + "no-such-command"))
        .isEqualTo(new Outcome(127, "", "token: cannot run no-such-command: no folder of PATH has it\n"));
    assertThat(daemon.run(LESS + "\"$(printf 'no\\377such')\"").status()).isEqualTo(127);
    assertThat(daemon.run(LESS + "/no/such/command"))
        .isEqualTo(new Outcome(
            127, "", "token: cannot run /no/such/command: there is no such file, or not its interpreter\n"));
  }

  @Test
  void a_command_that_cannot_be_executed_has_status_126() throws Exception {
    assertThat(daemon.run(LESS + "/etc/passwd"))
        .isEqualTo(new Outcome(
            126, "", "token: cannot run /etc/passwd: permission denied: it may not be executed\n"));
    assertThat(daemon.run(LESS + "/usr").status()).isEqualTo(126);
  }

  @Test
  void a_script_without_an_interpreter_is_one_of_the_shell_as_everywhere() throws Exception {
    Path script = Files.writeString(sandbox.folder().resolve("script"), "echo $1 from a script\n");
    Files.setAttribute(script, "unix:mode", 0755);
    assertThat(daemon.prints(LESS + script + " hello")).isEqualTo("hello from a script");
  }

  @Test
  void what_it_could_not_execute_is_told_in_json() throws Exception {
    Outcome outcome = daemon.run("token run --json -- no-such-command");
    assertThat(outcome.status()).isEqualTo(127);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("\"schema\": \"token/1\"", "\"exit\": 127", "\"kind\": \"no-such-command\"");
  }

  @Test
  void a_flag_of_the_command_is_none_of_ours() throws Exception {
    assertThat(daemon.prints(LESS + "echo --help --json --pid 1 -- --version"))
        .isEqualTo("--help --json --pid 1 -- --version");
  }

  @Test
  void nothing_is_left_running() throws Exception {
    String show = "sh -c 'echo /proc/$$/task/*; read child </proc/$$/task/$$/children; echo $child'";
    assertThat(daemon.prints("exec " + LESS + show)).matches("/proc/(\\d+)/task/\\1");
  }
}
