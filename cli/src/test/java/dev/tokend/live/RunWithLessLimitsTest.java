package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What running with less does not prevent, by design, and how far it goes for root (docs/run-with-less.md). */
class RunWithLessLimitsTest {
  private static final String WHOLE = "privileges 1/1";
  private static final String NOTHING = "privileges 0/0";

  private static Sandbox sandbox;
  private static Less daemon;
  private static Less root;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    Path machine = sandbox.startMachine();
    daemon = Less.of(Shell.of(User.DAEMON, sandbox, machine));
    root = Less.of(Shell.ofRoot(sandbox, machine));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  /** What somebody hands down on purpose is handed down; it says who one was, and makes nobody of it. */
  @Test
  void a_handle_that_is_handed_down_on_purpose_can_be_read_and_not_taken_on() throws Exception {
    String handed = "exec token duplicate -- token run --drop-privs all -- sh -c \"$1\"";
    assertThat(daemon.shell().prints(handed, "token show --short --fd $TOKEN_FD")).contains(WHOLE);
    for (String taking : List.of("token install --fd $TOKEN_FD", "token impersonate --fd $TOKEN_FD -- token")) {
      Outcome outcome = daemon.shell().run(handed, taking);
      assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
    }
  }

  /** By design: what another process of the user does for it, that process does with all that it has. */
  @Test
  void another_process_that_obeys_it_has_what_the_user_has() throws Exception {
    Path folder = Files.createDirectory(sandbox.folder().resolve("servant"));
    Files.setAttribute(folder, "unix:uid", User.DAEMON.uid());
    String orders = folder + "/orders";
    String obey = "mkfifo $1; read order <$1; eval \"$order\" >$1.out; mv $1.out $1.done";
    Process servant = sandbox.waiting(daemon.shell().command(obey, orders));
    daemon.less("while [ ! -p $1 ]; do sleep 0.1; done; echo token >$1", orders);
    assertThat(servant.waitFor()).isZero();
    assertThat(Files.readString(Path.of(orders + ".done"))).contains(WHOLE);
  }

  /** By design: what an authority of its own says of it binds nobody else. */
  @Test
  void an_authority_of_its_own_says_what_it_likes_to_itself() throws Exception {
    Path folder = Files.createDirectory(sandbox.folder().resolve("another"));
    Files.setAttribute(folder, "unix:uid", User.DAEMON.uid());
    String another = "tokend --own --socket $1/run/tokend.sock >$1/log & while [ ! -s $1/log ]; do sleep 0.1; done;"
        + " token --authority $1/run/tokend.sock; token; kill $!";
    assertThat(daemon.less(another, folder.toString()).lines())
        .hasSize(2)
        .anyMatch(line -> line.endsWith(NOTHING))
        .anyMatch(line -> line.endsWith(WHOLE));
  }

  @Test
  void root_without_privileges_has_no_capability_and_gets_none() throws Exception {
    String show = "grep -hE 'CapPrm|CapEff|CapBnd|CapAmb' /proc/self/status";
    Path copy = Files.copy(Path.of("/usr/bin/grep"), sandbox.folder().resolve("root-grep"));
    Files.setAttribute(copy, "unix:mode", 04755);
    String sets = root.less(show + "; " + show.replace("grep", copy.toString()));
    assertThat(sets.lines()).hasSize(8).allMatch(line -> line.endsWith("\t0000000000000000"));
    assertThat(root.outcome("mount -t tmpfs none /mnt").status()).isNotZero();
    assertThat(root.outcome("chroot / true").status()).isNotZero();
  }

  @Test
  void root_without_privileges_does_not_reach_into_other_processes_of_root() throws Exception {
    Perl.required();
    String self = Long.toString(ProcessHandle.current().pid());
    for (String way : Perl.ways()) {
      assertThat(root.less(way, self)).isIn("Operation not permitted", "Permission denied");
    }
  }

  @Test
  void root_without_privileges_is_given_none_by_the_authority() throws Exception {
    assertThat(root.less("token")).endsWith(NOTHING);
    assertThat(root.denied("token adjust privs SeTcb=enabled")).contains("is not present");
    Path spec = Files.writeString(sandbox.folder().resolve("root.json"), root.before("token spec new"));
    assertThat(root.denied("token create $1", spec.toString())).contains("SeCreateTokenPrivilege");
    assertThat(root.denied("token install $1", spec.toString())).contains("SeCreateTokenPrivilege");
    assertThat(root.denied("token authority stop")).contains("privileges were removed from the token");
  }

  /** By design: SYSTEM may open the tokens of SYSTEM, and no gate is between equals (tokens §17.1 row 3). */
  @Test
  void root_without_privileges_can_still_act_as_another_process_of_root() throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    assertThat(root.less("token impersonate --pid $1 -- token show --short", self))
        .startsWith("NT AUTHORITY\\SYSTEM")
        .doesNotContain(NOTHING);
  }

  @Test
  void at_a_lower_integrity_root_cannot() throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    Less lower = new Less(root.shell(), "exec token run --drop-privs all --integrity high -- ");
    assertThat(lower.less("token impersonate --pid $1", self))
        .contains("impersonates at level identification", "the integrity ceiling");
    assertThat(lower.denied("token impersonate --pid $1 -- token", self))
        .contains("can be looked at, and not acted as");
  }

  @Test
  void restricted_to_what_everybody_may_root_cannot_even_look() throws Exception {
    String self = Long.toString(ProcessHandle.current().pid());
    Less restricted = new Less(root.shell(), "exec token run --restrict WD -- ");
    assertThat(restricted.denied("token impersonate --pid $1", self)).contains("needs TOKEN_DUPLICATE on the token");
  }
}
