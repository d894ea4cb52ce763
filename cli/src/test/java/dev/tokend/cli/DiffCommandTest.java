package dev.tokend.cli;

import static dev.tokend.cli.FakeToken.group;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.Statistics;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Target;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code diff} takes for a difference and what not, on two tokens that are the same but for one thing. */
class DiffCommandTest {
  private static final Target OTHER = new Target.Process(77);

  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();
  private final FakeToken other = FakeTokens.alice();

  @BeforeEach
  void add() {
    authority.tokens.put(OTHER, other);
  }

  private Outcome diff(String more) {
    return Outcome.of(authority, "diff self pid:77" + more);
  }

  private JsonArray differences(String more) {
    JsonObject json = JsonParser.parseString(diff(" --json" + more).out()).getAsJsonObject();
    return json.getAsJsonArray("differences");
  }

  private List<String> paths(String more) {
    return differences(more).asList().stream().map(d -> d.getAsJsonObject().get("path").getAsString()).toList();
  }

  @Test
  void equal_tokens_are_the_same() {
    assertThat(diff("").status()).isZero();
    assertThat(paths("")).isEmpty();
  }

  @Test
  void both_are_read_over_one_connection_and_all_names_are_found_at_once() {
    other.sid(QueryClass.OWNER, "S-1-22-1-1001");
    assertThat(diff("").status()).isEqualTo(6);
    assertThat(authority.startings).hasSize(1);
    assertThat(authority.asked).containsExactly(
        new Target.Self() + " 0x8 0x1fffffe true", OTHER + " 0x8 0x1fffffe true");
    assertThat(authority.namesAsked).containsExactly(List.of(Sid.unixUser(1000), Sid.unixUser(1001)));
    assertThat(authority.open).isFalse();
  }

  @Test
  void raw_looks_no_name_up() {
    other.sid(QueryClass.OWNER, "S-1-22-1-1001");
    assertThat(diff(" --raw").out()).contains("S-1-22-1-1001").doesNotContain("alice", "bob");
    assertThat(authority.namesAsked).isEmpty();
  }

  @Test
  void groups_in_another_order_are_no_difference() {
    authority.tokens.put(new Target.Self(),
        FakeTokens.alice().sids(QueryClass.GROUPS, group("S-1-1-0", 7), group("S-1-5-11", 7)));
    other.sids(QueryClass.GROUPS, group("S-1-5-11", 7), group("S-1-1-0", 7));
    assertThat(diff("").status()).isZero();
  }

  @Test
  void a_group_that_is_there_twice_is_compared_twice() {
    authority.tokens.put(new Target.Self(),
        FakeTokens.alice().sids(QueryClass.GROUPS, group("S-1-1-0", 7), group("S-1-1-0", 7)));
    other.sids(QueryClass.GROUPS, group("S-1-1-0", 7));
    assertThat(paths("")).containsExactly("groups[S-1-1-0#2]");
    assertThat(diff("").status()).isEqualTo(6);
  }

  @Test
  void one_attribute_of_a_group_is_a_difference_with_both_masks() {
    authority.tokens.put(new Target.Self(), FakeTokens.alice().sids(QueryClass.GROUPS, group("S-1-1-0", 7)));
    other.sids(QueryClass.GROUPS, group("S-1-1-0", 0x10));
    JsonObject only = differences("").get(0).getAsJsonObject();
    assertThat(only.get("change").getAsString()).isEqualTo("changed");
    assertThat(only.get("key").getAsString()).isEqualTo("S-1-1-0");
    assertThat(only.getAsJsonObject("before").get("mask").getAsString()).isEqualTo("0x00000007");
    assertThat(only.getAsJsonObject("after").get("mask").getAsString()).isEqualTo("0x00000010");
  }

  @Test
  void a_privilege_is_compared_by_bit_and_one_without_a_name_too() {
    other.with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(
        new Privileges(0x8000_0100_0080_0000L, 0, 0x0080_0000L, 0x0080_0000L)));
    assertThat(paths("")).containsExactly("privileges[SeChangeNotifyPrivilege]", "privileges[bit-40]");
    assertThat(diff("").out()).contains("enabled  disabled, enabled by default");
  }

  @Test
  void what_is_of_the_object_alone_makes_no_difference_and_is_told_with_all() {
    other.with(QueryClass.STATISTICS,
            new QueryPayload.StatisticsPayload(new Statistics(9, 1003, 10, TokenType.PRIMARY, 0)))
        .with(QueryClass.SOURCE, new QueryPayload.Source(TokenSource.of("linux", 1)))
        .with(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(
            new Privileges(0x8000_0000_0080_0000L, 0x0080_0000L, 0x0080_0000L, 0)));
    assertThat(diff("").status()).isZero();
    assertThat(diff(" --all").status()).isZero();
    assertThat(diff("").out()).contains("They are the same.");
    assertThat(paths("")).isEmpty();
    assertThat(paths(" --all")).containsExactly("privileges[SeChangeNotifyPrivilege].used", "source.id",
        "statistics.token_id", "statistics.modified_id");
    assertThat(differences(" --all").asList()).allMatch(d -> d.getAsJsonObject().get("volatile").getAsBoolean());
  }

  @Test
  void the_expiration_is_a_difference() {
    other.with(QueryClass.STATISTICS,
        new QueryPayload.StatisticsPayload(new Statistics(1041, 1003, 1042, TokenType.PRIMARY, 5)));
    assertThat(paths("")).containsExactly("statistics.expiration");
  }

  @Test
  void the_order_of_a_dacl_counts_and_its_entries_are_matched_all_the_same() {
    Ace first = Ace.allow(AccessMask.GENERIC_ALL, Sid.unixUser(1000));
    Ace second = Ace.allow(AccessMask.GENERIC_ALL, Sid.of("S-1-5-18"));
    other.with(QueryClass.DEFAULT_DACL, new QueryPayload.AclPayload(Acl.of(second, first)));
    assertThat(paths("")).containsExactly("default_dacl.order");
    other.with(QueryClass.DEFAULT_DACL, new QueryPayload.AclPayload(Acl.of(first, second, second)));
    assertThat(paths("")).containsExactly("default_dacl[(A;;GA;;;SY)#2]");
  }

  @Test
  void no_dacl_is_not_an_empty_one() {
    other.with(QueryClass.DEFAULT_DACL, new QueryPayload.AclPayload(Acl.EMPTY));
    authority.tokens.put(new Target.Self(),
        FakeTokens.alice().with(QueryClass.DEFAULT_DACL, new byte[0]));
    assertThat(paths("")).containsExactly("default_dacl.present", "default_dacl.revision");
  }

  @Test
  void claims_are_matched_by_name_in_any_case() {
    other.with(QueryClass.USER_CLAIMS, new QueryPayload.Claims(List.of(
        new Claim("HOME", ClaimType.STRING, 0, List.of(new ClaimValue.Text("/root"))),
        new Claim("login", ClaimType.STRING, 0, List.of(new ClaimValue.Text("alice"))))));
    assertThat(paths("")).containsExactly("user_claims[home]", "user_claims[shell]");
    assertThat(diff("").out()).contains("home / HOME", "string \"/home/alice\"", "string \"/root\"");
  }

  @Test
  void a_refusal_names_the_operand() {
    authority.refusals.put(OTHER, new Failure(Errno.EACCES, "inspect", "tokens §9.2 row 6 (process access)",
        "the process does not let the caller look at its token", null, Sid.unixUser(1001), 0));
    Outcome refused = diff("");
    assertThat(refused.status()).isEqualTo(3);
    assertThat(refused.out()).isEmpty();
    assertThat(refused.err()).isEqualTo("""
        token: cannot read the second token, pid:77: the process does not let the caller look at its token
          process 77 runs as bob (S-1-22-1-1001)
          refused by tokens §9.2 row 6 (process access)
        """);
    assertThat(Outcome.of(authority, "diff pid:77 pid:77").err())
        .startsWith("token: cannot read the first token, pid:77");
  }

  @Test
  void marks_have_colour_on_a_terminal_only() {
    other.sids(QueryClass.GROUPS, group("S-1-1-0", 0x10), group("S-1-5-7", 7));
    String[] args = {"diff", "self", "pid:77"};
    String colour = Outcome.of(authority, args, true, Map.of()).out();
    assertThat(colour).contains("\u001b[31m-\u001b[0m", "\u001b[32m+\u001b[0m", "\u001b[33m~\u001b[0m");
    assertThat(colour.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(diff("").out());
  }

  @Test
  void foreign_text_cannot_drive_the_terminal() {
    other.with(QueryClass.DEVICE_CLAIMS, new byte[0]);
    assertThat(diff("").out()).contains("evil\\u001b[2Jhost").doesNotContain("\u001b");
  }
}
