package dev.tokend.cli;

import static dev.tokend.cli.FakeToken.group;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenChange;
import dev.tokend.surface.protocol.TokenChange.By;
import dev.tokend.surface.protocol.TokenChange.Kind;
import dev.tokend.surface.protocol.WatchReply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** {@code token watch} over changes as an authority tells them. */
class WatchCommandTest {
  /** 2026-01-02 03:04:05.678 UTC. */
  private static final long AT = 1_767_323_045_678L;

  private static final By NOBODY = new By.Nobody();
  private static final By BOB = new By.Somebody(77, "bo\u001bb", "/bin/bob", Sid.unixUser(1001), 1050, false);
  private static final By ALICE = new By.Somebody(4821, "", "", Sid.unixUser(1000), 1041, true);

  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();
  private int number;

  private TokenChange change(Kind kind, String operation, By by, int missed, @Nullable FakeToken token) {
    number += missed;
    byte[] bytes = token == null ? null : token.inspect(InspectRequest.ALL_CLASSES, true).encode();
    return new TokenChange(number++, AT + number, kind, missed, operation, by, bytes);
  }

  private void tell(boolean ended, TokenChange... changes) {
    authority.watched.add(new WatchReply(1, ended, List.of(changes)));
  }

  private static FakeToken lowered() {
    return FakeTokens.alice()
        .with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(new Privileges(0x0080_0000L, 0, 0x0080_0000L, 0)))
        .sids(QueryClass.GROUPS, group("S-1-1-0", 7), group("S-1-5-7", 7))
        .sid(QueryClass.INTEGRITY_LEVEL, "S-1-16-4096");
  }

  private void tellEverything() {
    number = 0;
    authority.watched.clear();
    tell(false, change(Kind.BEGUN, "", NOBODY, 0, FakeTokens.alice()));
    tell(false,
        change(Kind.ADJUSTED, "adjust_privs", ALICE, 0, lowered()),
        change(Kind.ADJUSTED, "adjust_groups", BOB, 3, FakeTokens.alice()),
        change(Kind.ADJUSTED, "adjust_default", new By.Untold(), 1, FakeTokens.alice()),
        change(Kind.ADJUSTED, "set_sd", BOB, 0, FakeTokens.alice()));
    tell(false);
    tell(false,
        change(Kind.LINKED, "link_tokens", BOB, 0, FakeTokens.alice().u32(QueryClass.ELEVATION_TYPE, 3)),
        change(Kind.DERIVED_AGAIN, "", NOBODY, 0, FakeTokens.alice().u32(QueryClass.ELEVATION_TYPE, 3)),
        change(Kind.DERIVED_AGAIN, "", NOBODY, 0, FakeTokens.alice()),
        change(Kind.REPLACED, "run", ALICE, 0, lowered()),
        change(Kind.REPLACED, "install", BOB, 0, null),
        change(Kind.IMPERSONATED, "impersonate", ALICE, 0, FakeTokens.alice()),
        change(Kind.REVERTED, "revert", ALICE, 0, FakeTokens.alice()),
        change(Kind.SESSION_INVALIDATED, "invalidate-session", new By.Untold(), 0, FakeTokens.alice()));
    authority.watched.add(new Failure(Errno.ENOENT, "watch", "watch", "no watch of that number", null, null, 0));
    tell(false, change(Kind.BEGUN, "", NOBODY, 0, lowered()));
    tell(true, change(Kind.PROCESS_ENDED, "", NOBODY, 0, null));
  }

  private Outcome run(String line) {
    tellEverything();
    return Outcome.of(authority, line);
  }

  @Test
  void every_kind_of_change_is_as_recorded() {
    StringBuilder transcript = new StringBuilder();
    for (String flags : List.of("", " --raw", " --label", " --json")) {
      String line = "watch --pid 4821" + flags;
      Outcome outcome = run(line);
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.status()).isZero();
      transcript.append("$ token ").append(line).append('\n').append(outcome.out()).append('\n');
    }
    Golden.matches("watch.txt", transcript.toString());
  }

  @Test
  void json_is_one_document_a_line_with_every_member() {
    List<String> lines = run("watch --json").out().lines().toList();
    assertThat(lines).hasSize(14);
    for (String line : lines) {
      JsonObject change = JsonParser.parseString(line).getAsJsonObject();
      assertThat(change.keySet()).containsExactly("schema", "number", "time", "kind", "operation", "by", "missed",
          "token_id", "user", "differences");
    }
  }

  @Test
  void a_terminal_gets_colour_and_the_same_text() {
    String plain = run("watch").out();
    tellEverything();
    String colour = Outcome.of(authority, new String[] {"watch"}, true, Map.of()).out();
    assertThat(colour).contains("\u001b[33m~\u001b[0m");
    assertThat(colour.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(plain);
    assertThat(plain).doesNotContain("\u001b").contains("bo\\u001bb[77]");
  }

  @Test
  void a_refusal_is_an_error_and_nothing_is_printed() {
    authority.refusals.put(new Target.Process(9), new Failure(
        Errno.EACCES, "watch", "tokens §9.2 row 6 (process access)",
        "the process does not let the caller look at its token", null, Sid.unixUser(1001), 0));
    Outcome refused = Outcome.of(authority, "watch --pid 9");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).startsWith("token: cannot watch the token of process 9: the process does not let");
  }

  @Test
  void an_authority_that_ends_is_an_error_after_what_it_told() {
    tell(false, change(Kind.BEGUN, "", NOBODY, 0, FakeTokens.alice()));
    Outcome outcome = Outcome.of(authority, "watch");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.out()).contains("watching your own token: token 1041 of alice");
    assertThat(outcome.err()).contains("the authority closed the connection");
  }

  @Test
  void nonsense_of_the_authority_is_an_error() {
    authority.watched.add(new WatchReply(1, false, List.of(
        new TokenChange(0, AT, Kind.BEGUN, 0, "", NOBODY, new byte[] {1, 2, 3}))));
    Outcome outcome = Outcome.of(authority, "watch");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err()).contains("the authority's answer makes no sense");
  }
}
