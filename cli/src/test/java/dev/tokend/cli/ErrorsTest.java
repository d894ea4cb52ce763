package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.BadDescriptorException;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Need;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
  private static final Target BOBS = new Target.Process(77);

  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();

  private Outcome token(String line) {
    return Outcome.of(authority, line);
  }

  private void refuse(Target target, Errno errno, String check, String reason, @Nullable Need need, @Nullable Sid user) {
    authority.refusals.put(target, new Failure(errno, "open_process", check, reason, need, user, 0));
  }

  @Test
  void errors_are_as_recorded() {
    refuse(BOBS, Errno.EACCES, "tokens §9.2 row 6", "access denied",
        new Need.ProcessRights(0x400), Sid.unixUser(1001));
    refuse(new Target.Process(78), Errno.EACCES, "tokens §9.2 row 7", "access denied", new Need.TokenRights(0x8), null);
    refuse(new Target.Process(79), Errno.EPERM, "tokens §9.2 row 6", "not allowed",
        new Need.PrivilegeNeeded(Privilege.SE_DEBUG), Sid.of("S-1-5-18"));
    refuse(new Target.Process(80), Errno.ESRCH, "tokens §9.2 row 4", "no such process", null, null);
    refuse(new Target.Thread(80, 81), Errno.ESRCH, "tokens §9.3 row 5", "no such thread of that process", null, null);
    refuse(new Target.Handle(3), Errno.EBADF, "", "not a token handle", null, null);
    refuse(new Target.Peer(4), Errno.ENOTCONN, "tokens §9.4 row 3", "the socket is not connected", null, null);
    authority.broken.put(new Target.Process(82), new IOException("the authority closed the connection"));
    authority.broken.put(new Target.Handle(9), new BadDescriptorException(9));
    authority.tokens.put(new Target.Process(83), FakeTokens.alice().with(QueryClass.USER, new byte[3]));
    StringBuilder transcript = new StringBuilder();
    for (String line : List.of(
        "user --pid 77", "user --pid 77 --raw", "user --pid 77 --label", "user --pid 77 --json",
        "privs --pid 78", "privs --pid 78 --json", "show --pid 79", "show --pid 79 --json", "show --pid 80",
        "show --pid 80 --tid 81", "user --fd 3", "user --fd 9", "user --peer 4", "user --pid 82", "user --pid 83",
        "query privileged", "query privileged --json", "query 25", "query 99999999999",
        "usr", "usr --json", "user --jsno", "user --self --pid 3", "user --tid 3", "user --pid x", "help usr",
        "authority strat", "nonsense --json")) {
      Outcome outcome = token(line);
      assertThat(outcome.out()).as(line).isEmpty();
      assertThat(outcome.err()).as(line).isNotEmpty();
      transcript.append("$ token ").append(line).append('\n').append(outcome.err());
      transcript.append("[exit status ").append(outcome.status()).append("]\n\n");
    }
    Golden.matches("errors.txt", transcript.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "EPERM, 3", "EACCES, 3", "ESRCH, 2", "ENOENT, 2", "EINVAL, 5", "ENOMEM, 5", "EMFILE, 5", "EBADF, 5", "ENOSYS, 5"})
  void the_exit_status_of_a_process_target_follows_the_error_number(Errno errno, int status) {
    refuse(BOBS, errno, "check", "reason", null, null);
    assertThat(token("user --pid 77").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({"EPERM, 3", "EACCES, 3", "EBADF, 2", "EINVAL, 2", "ENOTTY, 2", "ENOTCONN, 2", "ENOMEM, 5"})
  void an_unfit_descriptor_is_no_such_target(Errno errno, int status) {
    refuse(new Target.Handle(5), errno, "check", "reason", null, null);
    assertThat(token("user --fd 5").status()).isEqualTo(status);
  }

  @Test
  void no_right_in_particular_is_none_that_is_needed() {
    refuse(BOBS, Errno.EACCES, "tokens §9.2 row 7", "nothing is granted", new Need.TokenRights(0), null);
    assertThat(token("user --pid 77").err()).doesNotContain("needs").contains("nothing is granted");
  }

  @Test
  void a_descriptor_that_is_not_open_is_no_such_target() {
    authority.broken.put(new Target.Peer(9), new BadDescriptorException(9));
    assertThat(token("user --peer 9").status()).isEqualTo(2);
  }

  @Test
  void a_broken_pipe_to_the_authority_is_an_error() {
    authority.broken.put(new Target.Self(), new IOException("Broken pipe"));
    Outcome outcome = token("user");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err()).isEqualTo("token: cannot read your own token: Broken pipe\n");
  }

  @Test
  void an_authority_that_does_not_answer_is_named() {
    authority.running = false;
    Outcome outcome = token("authority status --authority /tmp/none.sock");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err()).isEqualTo("token: cannot reach the authority at /tmp/none.sock: Connection refused\n");
  }

  @Test
  void a_refused_stop_is_a_denial() {
    authority.stopRefused = new Failure(Errno.EPERM, "stop", "", "only root and uid 0 may", null, null, 0);
    Outcome outcome = token("authority stop");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.err()).isEqualTo("token: cannot stop the authority: only root and uid 0 may\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user --pid 77", "query nothing", "usr", "authority start --self"})
  void no_error_has_a_stack_trace_unless_asked_for(String line) {
    refuse(BOBS, Errno.EACCES, "check", "access denied", null, null);
    assertThat(token(line).err()).doesNotContain("Exception").doesNotContain("\tat ");
    String err = token(line + " --debug").err();
    assertThat(err).startsWith(token(line).err()).contains("Exception");
  }

  @Test
  void a_defect_is_an_error_without_a_stack_trace_too() {
    Outcome outcome = token("user --pid 12345");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("token: ").doesNotContain("\tat ");
    assertThat(token("user --pid 12345 --debug").err()).contains("\tat ");
  }

  @Test
  void json_errors_are_one_document_of_the_schema() {
    refuse(BOBS, Errno.EACCES, "tokens §9.2 row 6", "access denied",
        new Need.ProcessRights(0x400), Sid.unixUser(1001));
    for (String line : List.of("user --pid 77 --json", "usr --json", "query x --json", "--json --json=1")) {
      Outcome outcome = token(line);
      JsonObject document = JsonParser.parseString(outcome.err()).getAsJsonObject();
      assertThat(document.get("schema").getAsString()).isEqualTo("token/1");
      JsonObject error = document.getAsJsonObject("error");
      assertThat(error.get("exit").getAsInt()).isEqualTo(outcome.status());
      assertThat(error.keySet()).containsExactly(
          "exit", "kind", "what", "why", "facts", "near", "errno", "operation", "check", "needs", "target_user");
    }
  }

  @Test
  void an_error_cannot_drive_the_terminal() {
    assertThat(token("\u001b[31mred").err()).doesNotContain("\u001b").contains("\\u001b[31mred");
  }
}
