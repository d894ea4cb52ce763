package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.spec.SpecStyle;
import dev.tokend.surface.spec.TokenSpecText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecCommandTest {
  private static final String SMALL = "{\"user_sid\": \"S-1-5-21-10-20-30-1001\", \"logon_session_id\": 1000}";
  private static final byte[] SESSION = HexFormat.of().parseHex(
      "0209004e65676f7469617465" + "1c000000" + "0105000000000005150000000a000000140000001e000000e9030000");

  @TempDir private Path folder;
  private SpecRuns runs;

  @BeforeEach
  void files() {
    runs = new SpecRuns(folder)
        .file("a.spec", SpecRuns.worked("a"))
        .file("b.spec", SpecRuns.worked("b"))
        .file("c.spec", SpecRuns.worked("c"))
        .file("session.spec", SESSION)
        .file("small.json", SMALL);
  }

  @Test
  void decoded_specs_are_as_recorded() {
    StringBuilder transcript = new StringBuilder();
    for (String line : List.of(
        "spec decode @a.spec", "spec decode @b.spec", "spec decode @b.spec --label", "spec decode @c.spec --raw",
        "spec decode @c.spec --label --json", "spec decode --logon-session @session.spec",
        "spec decode --logon-session @session.spec --json", "spec encode --json @small.json")) {
      transcript.append(runs.transcript(line));
    }
    Golden.matches("spec/decode.txt", transcript.toString());
  }

  @Test
  void specs_made_from_tokens_are_as_recorded() {
    StringBuilder transcript = new StringBuilder();
    for (String line : List.of(
        "spec new", "spec new --raw", "spec new --label", "spec new --json", "spec new --pid 1", "spec new --pid 4821",
        "spec new --pid 4900 --tid 4902", "spec new --logon-session", "spec new --logon-session --pid 1 --json")) {
      transcript.append(runs.transcript(line));
    }
    Golden.matches("spec/new.txt", transcript.toString());
  }

  @Test
  void errors_are_as_recorded() {
    byte[] version = SpecRuns.worked("a");
    version[0] = 1;
    byte[] level = SpecRuns.worked("a");
    level[5] = 2;
    runs.file("version.spec", version)
        .file("level.spec", level)
        .file("cut.spec", Arrays.copyOf(SpecRuns.worked("b"), 500))
        .file("large.spec", new byte[70_000])
        .file("large.json", " ".repeat((1 << 20) + 1))
        .file("typo.json", """
            {
              "user_sid": "S-1-5-21-10-20-30-1001",
              "logon_session_id": "1000", // alice
              "groups": [
                {"sid": "Everyone", "attributes": ["mandatory", "enabled"]},
                {"sid": "BUILTIN\\\\Users", "attributes": ["mandatory", "enabld"]}
              ]
            }
            """)
        .file("field.json", "{\"user_sid\": \"SY\", \"logon_session\": 999}")
        .file("syntax.json", "{\n  \"user_sid\": \"SY\",\n}\n")
        .file("rule.json", "{\"user_sid\": \"BA\", \"logon_session_id\": 999,\n \"projected_uid\": 0}")
        .file("hostile.json", "{\"\u001b[2J\": 1}");
    StringBuilder transcript = new StringBuilder();
    for (String line : List.of(
        "spec encode @typo.json", "spec encode @typo.json --json", "spec encode @field.json", "spec encode @syntax.json",
        "spec encode @rule.json", "spec encode @hostile.json", "spec encode @a.spec", "spec encode @large.json",
        "spec encode --logon-session @small.json", "spec encode @none.json", "spec encode @",
        "spec decode @version.spec", "spec decode @level.spec", "spec decode @cut.spec", "spec decode @large.spec",
        "spec decode @small.json", "spec decode --logon-session @a.spec", "spec decode @a.spec --json --json=1",
        "spec", "spec encode", "spec decode --pid 1 @a.spec", "spec new @a.spec", "spec encode @a @b", "spec dcode x")) {
      transcript.append(runs.transcript(line));
    }
    Golden.matches("spec/errors.txt", transcript.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --raw", " --label", " --json", " --json --label", " --raw --json"})
  void every_form_that_is_printed_is_encoded_to_the_same_bytes(String form) throws Exception {
    for (String example : List.of("a", "b", "c")) {
      runs.in = runs.token("spec decode @" + example + ".spec" + form).bytes();
      byte[] encoded = runs.token("spec encode -").bytes();
      assertThat(encoded).isEqualTo(TokenSpec.parse(SpecRuns.worked(example)).toByteArray());
      if (!example.equals("c")) {
        assertThat(encoded).isEqualTo(SpecRuns.worked(example));
      }
    }
    runs.in = runs.token("spec decode --logon-session @session.spec" + form).bytes();
    assertThat(runs.token("spec encode --logon-session -").bytes()).isEqualTo(SESSION);
    for (String target : List.of("", " --pid 1", " --pid 4821", " --pid 4900 --tid 4902")) {
      runs.in = runs.token("spec new" + target + form).bytes();
      SpecRuns.Run encoded = runs.token("spec encode -");
      assertThat(encoded.err()).isEmpty();
      assertThat(TokenSpec.parse(encoded.bytes())).isNotNull();
    }
  }

  @Test
  void json_has_no_comments_and_names_the_schema() {
    for (String line : List.of("spec decode @c.spec --json", "spec new --json", "spec new --logon-session --json",
        "spec encode @small.json --json")) {
      String out = runs.token(line).out();
      assertThat(out).doesNotContain("//");
      assertThat(JsonParser.parseString(out).getAsJsonObject().get("schema").getAsString()).isEqualTo("token/1");
    }
  }

  @Test
  void encoded_json_holds_the_bytes_in_hex() {
    JsonObject document = JsonParser.parseString(runs.token("spec encode @small.json --json").out()).getAsJsonObject();
    byte[] spec = runs.token("spec encode @small.json").bytes();
    assertThat(document.get("binary").getAsString()).isEqualTo(HexFormat.of().formatHex(spec));
    assertThat(document.get("length").getAsInt()).isEqualTo(spec.length);
  }

  @Test
  void bytes_are_not_written_to_a_terminal() {
    runs.terminal = true;
    SpecRuns.Run run = runs.token("spec encode @small.json");
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.bytes()).isEmpty();
    assertThat(run.err()).startsWith("token: bytes on a terminal: redirect the output to a file");
    assertThat(runs.token("spec encode @small.json --json").status()).isZero();
  }

  @Test
  void only_new_asks_an_authority_and_in_one_request() {
    runs.token("spec decode @a.spec");
    runs.token("spec encode @small.json");
    assertThat(runs.authority.startings).isEmpty();
    runs.token("spec new --pid 1");
    assertThat(runs.authority.asked).containsExactly(new Target.Process(1) + " 0x8 0x1fffffe true");
    assertThat(runs.authority.open).isFalse();
  }

  @Test
  void raw_looks_no_name_up() {
    assertThat(runs.token("spec new --raw").out()).doesNotContain("alice (");
    assertThat(runs.authority.namesAsked).isEmpty();
    assertThat(runs.token("spec new").out()).contains("// alice");
  }

  @Test
  void a_token_with_more_than_a_spec_holds_is_a_limit() {
    runs.authority.tokens.put(new Target.Self(), FakeTokens.alice().with(
        QueryClass.PROJECTED_SUPPLEMENTARY_GIDS, new QueryPayload.Gids(Collections.nCopies(65_536, 1))));
    SpecRuns.Run run = runs.token("spec new");
    assertThat(run.status()).isEqualTo(5);
    assertThat(run.err()).startsWith("token: cannot make a spec of your own token: would have ");
  }

  /** The rows of formats §9.7 that no text can say are refused where they can be: in bytes, with the field. */
  @ParameterizedTest
  @CsvSource({
    "a, 0, 1, version", "a, 4, 3, token_type", "a, 5, 2, impersonation_level", "a, 12, 4, mandatory_policy",
    "a, 24, 128, privs_enabled", "a, 44, 16, audit_policy", "a, 64, 1, owner_sid_index", "a, 88, 0, user_sid",
    "a, 88, 188, user_sid", "a, 96, 1, groups", "a, 159, 1, isolation_boundary", "a, 157, 1, write_restricted",
    "a, 156, 2, confinement_exempt", "b, 64, 1, owner_sid_index", "b, 68, 7, primary_group_index"})
  void a_malformed_binary_spec_is_refused_with_its_field(String example, int at, int value, String field) {
    byte[] spec = SpecRuns.worked(example);
    spec[at] = (byte) value;
    SpecRuns.Run run = runs.file("bad.spec", spec).token("spec decode @bad.spec");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.bytes()).isEmpty();
    assertThat(run.err()).startsWith("token: malformed token spec in bad.spec: ").contains(", " + field + ": ");
  }

  @ParameterizedTest
  @CsvSource({"a, 6", "a, 32", "a, 188", "b, 104", "b, 164"})
  void other_malformed_bytes_are_refused_with_their_place(String example, int at) {
    byte[] spec = SpecRuns.worked(example);
    spec[at]++;
    SpecRuns.Run run = runs.file("bad.spec", spec).token("spec decode @bad.spec");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).matches("(?s)token: malformed token spec in bad.spec: byte \\d+.*: .*");
  }

  @Test
  void words_are_those_of_the_other_subcommands() {
    TokenSpec spec = TokenSpec.builder(WellKnown.SYSTEM, 1)
        .policies(3, 0xF)
        .privileges(-1, 0)
        .groups(groups())
        .build();
    JsonObject json = JsonParser.parseString(TokenSpecText.print(spec, SpecStyle.PLAIN)).getAsJsonObject();
    assertThat(strings(json, "mandatory_policy")).isEqualTo(FlagNames.mandatoryPolicy(3));
    assertThat(strings(json, "audit_policy")).isEqualTo(FlagNames.auditPolicy(0xF));
    assertThat(strings(json, "privs_present")).isEqualTo(FlagNames.privileges(-1));
    for (int bit = 0; bit < 32; bit++) {
      JsonObject group = json.getAsJsonArray("groups").get(bit).getAsJsonObject();
      assertThat(strings(group, "attributes")).isEqualTo(FlagNames.groupAttributes(3 << bit));
    }
    TokenSpec client = TokenSpec.builder(WellKnown.SYSTEM, 1)
        .userClaims(List.of(new Claim(
            "x", ClaimType.OCTET, 0xFFFF_FFFF, List.of())))
        .build();
    JsonObject claim = JsonParser.parseString(TokenSpecText.print(client, SpecStyle.PLAIN)).getAsJsonObject()
        .getAsJsonArray("user_claims").get(0).getAsJsonObject();
    assertThat(strings(claim, "flags")).isEqualTo(FlagNames.claimFlags(-1));
  }

  private static List<SidAndAttributes> groups() {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int bit = 0; bit < 32; bit++) {
      groups.add(new SidAndAttributes(WellKnown.EVERYONE, 3 << bit));
    }
    return groups;
  }

  private static List<String> strings(JsonObject object, String name) {
    List<String> strings = new ArrayList<>();
    object.getAsJsonArray(name).forEach(item -> strings.add(item.getAsString()));
    return strings;
  }

  /** Values may share their bytes (formats §6); written one by one they need more than a spec has. */
  @Test
  void claims_that_share_their_bytes_are_decoded_and_are_too_large_to_encode() {
    int values = 100;
    ByteWriter entry = new ByteWriter();
    entry.i32(20 + 4 * values).u16(ClaimType.OCTET.value()).u16(0).i32(0).i32(values);
    for (int i = 0; i < values; i++) {
      entry.i32(16 + 4 * values);
    }
    entry.i32(22 + 4 * values).u16(0).i32(1000).bytes(new byte[1000]);
    ByteWriter spec = new ByteWriter().bytes(SpecRuns.worked("a")).i32(entry.size()).bytes(entry.toByteArray());
    spec.patch32(108, 220).patch32(112, entry.size() + 4);
    SpecRuns.Run decoded = runs.file("shared.spec", spec.toByteArray()).token("spec decode @shared.spec");
    assertThat(decoded.err()).isEmpty();
    runs.in = decoded.bytes();
    SpecRuns.Run encoded = runs.token("spec encode -");
    assertThat(encoded.status()).isEqualTo(4);
    assertThat(encoded.err()).isEqualTo("token: malformed token spec in standard input: line 1, column 1: "
        + "the spec would have 101442 bytes; at most 65536 are allowed\n");
  }

  @Test
  void standard_input_is_read_to_its_limit_and_no_further() {
    runs.in = SMALL.getBytes(StandardCharsets.UTF_8);
    assertThat(runs.token("spec encode -").bytes()).isEqualTo(runs.token("spec encode @small.json").bytes());
    runs.in = " ".repeat(2 << 20).getBytes(StandardCharsets.UTF_8);
    SpecRuns.Run run = runs.token("spec encode -");
    assertThat(run.status()).isEqualTo(4);
    assertThat(run.err()).isEqualTo("token: malformed spec in standard input: more than 1048576 bytes\n");
  }
}
