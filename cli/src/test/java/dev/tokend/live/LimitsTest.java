package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What one uid may have of everything (docs/security.md): at the limit it is told which one it is, the audit trail tells
 * that of it and of nobody else, and others go on.
 */
class LimitsTest {
  private Sandbox sandbox;
  private Path machine;
  private final List<Process> greedy = new ArrayList<>();

  @BeforeEach
  void start() throws Exception {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    machine = sandbox.startMachine();
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : greedy) {
      process.destroyForcibly().waitFor();
    }
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private String takes(User user, String what, int most) throws Exception {
    Process process =
        sandbox.waiting(user.running(sandbox.java("dev.tokend.live.Greedy", machine.toString(), what, most + "")));
    greedy.add(process);
    return process.inputReader().readLine();
  }

  /** The events of refusals and cut connections, as root sees them: who did it, and what it was. */
  private List<String> blamed() throws Exception {
    Outcome events = sandbox.run(sandbox.token(machine, "authority", "events", "--json"));
    assertThat(events.status()).as(events.err()).isZero();
    List<String> blamed = new ArrayList<>();
    for (String line : events.out().lines().toList()) {
      JsonObject event = JsonParser.parseString(line).getAsJsonObject();
      String name = event.get("event").getAsString();
      if (name.equals("refused") || name.startsWith("connection-")) {
        String why = name.equals("refused") ? "check" : "reason";
        blamed.add(
            event.getAsJsonObject("caller").get("uid").getAsInt() + " " + event.get(why).getAsString());
      }
    }
    return blamed;
  }

  @ParameterizedTest
  @CsvSource({
    "handles, 4096, EMFILE, handles of one uid",
    "pins, 256, EMFILE, pins of one uid",
    "registered, 256, EMFILE, registered sockets",
    "watches, 8, EMFILE, watches",
  })
  void alice_has_so_many_and_no_more(String what, int most, String errno, String check) throws Exception {
    assertThat(takes(User.ALICE, what, most + 1)).isEqualTo(most + ", " + errno + " " + check);
    assertThat(blamed()).containsExactly("1001 " + check);
    assertThat(takes(User.BOB, what, 3)).isEqualTo("3 and none refused");
    assertThat(blamed()).containsExactly("1001 " + check);
  }

  @Test
  void a_connection_too_many_is_told_so_before_it_is_closed() throws Exception {
    // One is the client's own, which asks nothing here.
    assertThat(takes(User.ALICE, "connections", 300)).isEqualTo("255, EMFILE connections of one uid");
    Outcome command = sandbox.run(User.ALICE.running(sandbox.token(machine, "user")));
    assertThat(command.status()).isEqualTo(5);
    assertThat(command.err()).contains("the uid has 256 connections already");
    assertThat(blamed()).isNotEmpty().containsOnly("1001 the uid has 256 connections already");
    assertThat(sandbox.run(User.BOB.running(sandbox.token(machine, "user"))).status()).isZero();
  }

  @Test
  void half_requests_are_held_up_to_a_limit_and_the_one_beyond_it_is_told_so() throws Exception {
    assertThat(takes(User.ALICE, "halves", 200)).isEqualTo("107, ENOMEM bytes held for one uid");
    assertThat(blamed()).hasSize(1).first().asString().startsWith("1001 requests that are not complete");
    assertThat(takes(User.BOB, "halves", 20)).isEqualTo("20 and none refused");
  }

  @Test
  void sessions_that_one_uid_has_asked_for_are_bounded() throws Exception {
    Process root =
        sandbox.waiting(sandbox.java("dev.tokend.live.Greedy", machine.toString(), "sessions", "20000"));
    greedy.add(root);
    assertThat(root.inputReader().readLine()).isEqualTo("16384, EMFILE sessions of one uid");
    Outcome next = sandbox.run(sandbox.token(machine, "session", "create", "--user", "bin", "--logon-type", "service"));
    assertThat(next.status()).isEqualTo(5);
    assertThat(next.err()).contains("some of them must end first");
    assertThat(blamed()).containsOnly("0 sessions of one uid");
  }

  @Test
  void a_pin_too_many_is_a_failure_of_the_command_and_not_a_denial() throws Exception {
    assertThat(takes(User.ALICE, "pins", 300)).startsWith("256, ");
    Outcome command = sandbox.run(User.ALICE.running(sandbox.token(machine, "dup", "--pin-as", "one-more")));
    assertThat(command.status()).isEqualTo(5);
    assertThat(command.err()).contains("at most 256 tokens can be kept");
  }
}
