package dev.tokend.cli;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@code ps} in all its forms, over processes of every kind. */
class PsGoldenTest {
  @Test
  void text_is_as_recorded() {
    StringBuilder text = new StringBuilder();
    run(text, "ps");
    run(text, "ps", "--label");
    run(text, "ps", "--raw", "--sort", "name");
    run(text, "ps", "--label", "--sort", "integrity");
    run(text, "ps", "--label", "--sort", "privileges", "--where", "user=root");
    run(text, "ps", "--label", "--where", "user=CORP\\carol");
    run(text, "ps", "--label", "--where", "integrity>=high", "--where", "enabled!=SeDebug");
    run(text, "ps", "--where", "name=nothing*");
    run(text, "ps", "--tree");
    run(text, "ps", "--tree", "--label", "--sort", "name", "--where", "restricted=yes");
    Golden.matches("ps/text.txt", text.toString());
  }

  @Test
  void json_is_as_recorded() {
    StringBuilder text = new StringBuilder();
    run(text, "ps", "--json", "--where", "bound=yes");
    run(text, "ps", "--json", "--raw", "--tree", "--where", "pid>=4900");
    Golden.matches("ps/json.txt", text.toString());
  }

  @Test
  void errors_are_as_recorded() {
    StringBuilder text = new StringBuilder();
    run(text, "ps", "--sort", "usr");
    run(text, "ps", "--where", "user");
    run(text, "ps", "--where", "");
    run(text, "ps", "--where", "=alice");
    run(text, "ps", "--where", "usr=alice");
    run(text, "ps", "--where", "user=nobody-of-that-name");
    run(text, "ps", "--where", "user=S-1-x");
    run(text, "ps", "--where", "user>alice");
    run(text, "ps", "--where", "integrity>=hgh");
    run(text, "ps", "--where", "elevation=ful");
    run(text, "ps", "--where", "session=-1");
    run(text, "ps", "--where", "restricted=maybe");
    run(text, "ps", "--where", "privilege=SeDebugg");
    run(text, "ps", "--where", "pid=x");
    run(text, "ps", "--where", "pid=-4");
    run(text, "ps", "--tree", "--tree", "--sort", "pid", "--sort", "name");
    run(text, "ps", "4821");
    run(text, "ps", "--pid", "4821");
    Golden.matches("ps/errors.txt", text.toString());
  }

  private static void run(StringBuilder text, String... args) {
    Outcome outcome = Outcome.of(FakeAuthority.ofGoldenFiles(), args, false, Map.of());
    text.append("$ token ").append(String.join(" ", args)).append('\n');
    text.append(outcome.out()).append(outcome.err());
    if (outcome.status() != 0) {
      text.append("exit ").append(outcome.status()).append('\n');
    }
    text.append('\n');
  }
}
