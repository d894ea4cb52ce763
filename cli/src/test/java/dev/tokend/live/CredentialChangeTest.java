package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.Fd;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Spawn;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Processes that become another program between asking and being looked at: the authority is stopped while they do, so
 * that it comes too late. And those that are honest all the same.
 */
class CredentialChangeTest {

  private static final int SIGKILL = 9;
  private static final int SET_UID = 04755;
  private static final int SET_GID = 02755;
  private static final int PLAIN = 0755;
  private static final int CONNECTION = 5;

  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  /** A copy of sleep that belongs to root. */
  private static Path sleep(String name, int mode) throws IOException {
    Path copy = Files.copy(Path.of("/bin/sleep"), sandbox.folder().resolve(name));
    Files.setAttribute(copy, "unix:mode", mode);
    return copy;
  }

  /** The answer to a user's process that asks on a connection of its own, and becomes a program before it is seen. */
  private static RawClient.Refused refusalOf(Path program) throws Exception {
    return refusal(program, Spawn.of(impostor(machine.toString(), program)));
  }

  /** The same on a connection that this process made. */
  private static RawClient.Refused refusalOnInherited(Path program) throws Exception {
    try (RawClient connection = RawClient.connect(machine)) {
      String number = Integer.toString(CONNECTION);
      Spawn spawn = Spawn.of(impostor(number, program)).withDescriptor(CONNECTION, connection.number());
      return refusal(program, spawn);
    }
  }

  private static Command impostor(String connection, Path program) {
    List<String> java = sandbox.java("dev.tokend.live.Impostor", connection, program.toString(), "60");
    return Command.of(User.DAEMON.running(java).toArray(String[]::new));
  }

  private static RawClient.Refused refusal(Path program, Spawn spawn) throws Exception {
    try (Paused authority = Paused.of(sandbox.lastAuthority().pid());
        SocketPair pair = UnixSocket.pair(SocketType.STREAM);
        Child child = spawn.withDescriptor(Impostor.FOR_THE_CONNECTION, pair.second().number()).start()) {
      RawClient client = RawClient.inherited(take(pair.first()).detach());
      awaitProgram(child.pid(), program);
      authority.goOn();
      RawClient.Refused refused = catchThrowableOfType(RawClient.Refused.class, client::answer);
      child.process().signal(SIGKILL);
      child.awaitExitStatus();
      client.close();
      assertThat(refused).as("no reply to what a program of other credentials did not ask").isNotNull();
      return refused;
    }
  }

  private static Fd take(Fd from) {
    MessageReceiver receiver = new MessageReceiver(1);
    assertThat(receiver.receive(from.number(), 0)).isEqualTo(1);
    return receiver.takeDescriptor(0);
  }

  private static void awaitProgram(int pid, Path program) throws Exception {
    String name = program.getFileName() + "\n";
    for (int i = 0; i < 1000 && !Files.readString(Path.of("/proc/" + pid + "/comm")).equals(name); i++) {
      Thread.sleep(10);
    }
    assertThat(Files.readString(Path.of("/proc/" + pid + "/comm"))).isEqualTo(name);
  }

  @Test
  void a_set_uid_program_does_not_answer_for_who_became_it() throws Exception {
    RawClient.Refused refused = refusalOf(sleep("sleep-as-root", SET_UID));
    assertThat(refused.failure().errno()).isEqualTo(Errno.EACCES);
    assertThat(refused.failure().check()).isEqualTo("credentials of the sender");
  }

  @Test
  void nor_on_a_connection_that_another_process_made() throws Exception {
    RawClient.Refused refused = refusalOnInherited(sleep("sleep-inherit", SET_UID));
    assertThat(refused.failure().errno()).isEqualTo(Errno.EACCES);
  }

  @Test
  void nor_does_a_set_gid_program() throws Exception {
    RawClient.Refused refused = refusalOf(sleep("sleep-as-group", SET_GID));
    assertThat(refused.failure().errno()).isEqualTo(Errno.EACCES);
  }

  @Test
  void nor_does_a_program_with_capabilities_of_its_file() throws Exception {
    Path program = sleep("sleep-with-caps", PLAIN);
    assumeTrue(Files.isExecutable(Path.of("/usr/sbin/setcap")), "needs setcap");
    assertThat(sandbox.run(List.of("/usr/sbin/setcap", "cap_sys_time+ep", program.toString())).status()).isZero();
    assertThat(refusalOf(program).failure().errno()).isEqualTo(Errno.EAGAIN);
  }

  @Test
  void a_user_with_capabilities_is_known_the_second_time_it_asks() throws Exception {
    List<String> command = new ArrayList<>(List.of("setpriv", "--reuid=1", "--regid=1", "--clear-groups"));
    command.addAll(List.of("--inh-caps=+sys_time", "--ambient-caps=+sys_time", "--"));
    command.addAll(sandbox.token(machine, "privs"));
    Outcome outcome = sandbox.run(command);
    assertThat(outcome.out()).as(outcome.err()).contains("SeSystemtimePrivilege");
  }
}
