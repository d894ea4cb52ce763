package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CliTest {
  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();

  private Outcome token(String line) {
    return Outcome.of(authority, line);
  }

  private static Surroundings writing(OutputStream out, OutputStream err) {
    return new Surroundings(
        Map.of(), InputStream.nullInputStream(), out, err, false, false, FakeAccounts.ofGoldenFiles());
  }

  /** The rights, classes and facts of one request, as the fake authority notes them. */
  private static String request(Target target, int classes, boolean facts) {
    return target + " 0x8 0x" + Integer.toHexString(classes) + " " + facts;
  }

  @ParameterizedTest
  @CsvSource({
    "user, 1, true", "owner, 6, false", "group, 7, false", "groups, 2, false", "privs, 3, false",
    "integrity, 5, false", "source, 10, true", "origin, 12, false", "stats, 11, true", "default-dacl, 20, false"})
  void an_accessor_asks_for_its_class_alone(String accessor, int number, boolean facts) {
    assertThat(token(accessor).status()).isZero();
    assertThat(authority.asked).containsExactly(request(new Target.Self(), 1 << number, facts));
  }

  @Test
  void an_accessor_of_several_classes_asks_for_them_in_one_request() {
    assertThat(token("claims").status()).isZero();
    assertThat(token("logon").status()).isZero();
    assertThat(token("caps").status()).isZero();
    assertThat(authority.asked).containsExactly(
        request(new Target.Self(), 1 << 22 | 1 << 23, false),
        request(new Target.Self(), 1 << 18 | 1 << 19, true),
        request(new Target.Self(), 1 << 15 | 1 << 16, true));
  }

  @Test
  void show_all_asks_for_every_class_at_once() {
    assertThat(token("show --all").status()).isZero();
    assertThat(authority.asked).containsExactly(request(new Target.Self(), 0x01FF_FFFE, true));
  }

  @Test
  void query_asks_for_one_class_without_the_facts() {
    assertThat(token("query impersonation-level").status()).isZero();
    assertThat(authority.asked).containsExactly(request(new Target.Self(), 1 << 21, false));
  }

  @ParameterizedTest
  @ValueSource(strings = {"20", "default-dacl", "DACL", "TOKEN_CLASS_DEFAULT_DACL", "TokenDefaultDacl"})
  void a_class_has_many_names(String name) {
    assertThat(token("query " + name)).isEqualTo(token("query default-dacl"));
  }

  @Test
  void the_connection_is_closed_after_success_and_after_failure() {
    token("user");
    assertThat(authority.open).isFalse();
    authority.broken.put(new Target.Self(), new IOException("gone"));
    token("user");
    assertThat(authority.open).isFalse();
  }

  @Test
  void raw_looks_no_name_up() {
    token("show --all --raw");
    token("groups --raw --json");
    assertThat(authority.namesAsked).isEmpty();
  }

  @Test
  void one_request_finds_all_names_and_asks_only_for_unknown_ones() {
    token("groups");
    assertThat(authority.namesAsked).containsExactly(
        java.util.List.of(Sid.unixGroup(1000), Sid.unixGroup(27), Sid.unixGroup(-1)));
  }

  @Test
  void the_short_line_needs_no_name_but_the_users() {
    token("");
    assertThat(authority.namesAsked).containsExactly(java.util.List.of(Sid.unixUser(1000)));
  }

  @Test
  void well_known_names_need_no_request() {
    assertThat(token("user --pid 1").out()).isEqualTo("NT AUTHORITY\\SYSTEM (S-1-5-18)\n");
    assertThat(authority.namesAsked).isEmpty();
  }

  @Test
  void names_that_cannot_be_had_are_no_error() {
    authority.namesBroken = new IOException("the name service hangs");
    Outcome outcome = token("user");
    assertThat(outcome.status()).isZero();
    assertThat(outcome.out()).isEqualTo("Unix User\\1000 (S-1-22-1-1000)\n");
    assertThat(outcome.err()).isEmpty();
  }

  @Test
  void inspecting_may_start_an_authority_and_status_and_stop_may_not() {
    token("user");
    token("authority status");
    token("authority stop");
    assertThat(authority.startings).containsExactly(
        ClientFactory.Starting.ON_DEMAND, ClientFactory.Starting.NEVER, ClientFactory.Starting.NEVER);
  }

  @Test
  void start_starts_only_where_none_answers() {
    authority.running = false;
    assertThat(token("authority start").out()).startsWith("authority    your own, started\n");
    assertThat(token("authority start").out()).startsWith("authority    your own, running already\n");
  }

  @Test
  void text_on_a_terminal_has_colour_unless_told_otherwise() {
    String[] groups = {"groups"};
    String colour = Outcome.of(authority, groups, true, Map.of()).out();
    String plain = Outcome.of(authority, groups, false, Map.of()).out();
    assertThat(colour).contains("\u001b[");
    assertThat(plain).doesNotContain("\u001b");
    assertThat(colour.replaceAll("\u001b\\[[0-9]*m", "")).isEqualTo(plain);
    assertThat(Outcome.of(authority, groups, true, Map.of("NO_COLOR", "1")).out()).isEqualTo(plain);
    assertThat(Outcome.of(authority, groups, true, Map.of("NO_COLOR", "")).out()).isEqualTo(colour);
    assertThat(Outcome.of(authority, groups, true, Map.of("TERM", "dumb")).out()).isEqualTo(plain);
  }

  @Test
  void json_has_no_colour() {
    assertThat(Outcome.of(authority, new String[] {"groups", "--json"}, true, Map.of()).out()).doesNotContain("\u001b");
  }

  @Test
  void a_reader_that_goes_away_is_no_error() {
    OutputStream gone = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("Broken pipe");
      }
    };
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int status = Cli.run(new String[] {"user"}, writing(gone, err), authority);
    assertThat(status).isZero();
    assertThat(err.size()).isZero();
  }

  @Test
  void output_that_cannot_be_written_is_an_error() {
    OutputStream full = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("No space left on device");
      }
    };
    java.io.ByteArrayOutputStream err = new java.io.ByteArrayOutputStream();
    int status = Cli.run(new String[] {"user"}, writing(full, err), authority);
    assertThat(status).isEqualTo(5);
    assertThat(err.toString(java.nio.charset.StandardCharsets.UTF_8)).contains("No space left on device");
  }

  @Test
  void output_is_written_in_one_piece() {
    int[] writes = {0};
    OutputStream counting = new OutputStream() {
      @Override
      public void write(int b) {
        writes[0]++;
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        writes[0]++;
      }
    };
    Cli.run(new String[] {"show", "--all"}, writing(counting, counting), authority);
    assertThat(writes[0]).isEqualTo(1);
  }

  @Test
  void foreign_text_cannot_drive_the_terminal() {
    assertThat(token("claims").out()).contains("evil\\u001b[2Jhost").doesNotContain("\u001b");
    JsonObject json = JsonParser.parseString(token("claims --json").out()).getAsJsonObject();
    assertThat(json.toString()).contains("evil\\u001b[2Jhost");
  }

  @Test
  void an_absent_value_is_null_and_never_left_out() {
    JsonObject token = JsonParser.parseString(token("show --all --json").out()).getAsJsonObject().getAsJsonObject("token");
    assertThat(token.get("confinement_sid").isJsonNull()).isTrue();
    assertThat(token.get("origin").isJsonNull()).isTrue();
    assertThat(token.get("impersonation_level").isJsonNull()).isTrue();
    assertThat(token.getAsJsonObject("statistics").get("expiration").isJsonNull()).isTrue();
  }

  @Test
  void a_dacl_without_entries_is_not_a_missing_one() {
    authority.tokens.put(new Target.Self(), FakeTokens.alice().with(
        dev.tokend.kacs.catalog.QueryClass.DEFAULT_DACL, new byte[] {2, 0, 8, 0, 0, 0, 0, 0}));
    assertThat(token("default-dacl").out()).contains("grants nothing");
    assertThat(token("default-dacl --json").out()).contains("\"aces\": []");
    assertThat(token("default-dacl --pid 4821").out()).isEqualTo("none\n");
    assertThat(token("default-dacl --pid 4821 --json").out()).contains("\"default_dacl\": null");
  }

  @Test
  void a_conditional_entry_shows_its_condition() {
    Acl dacl = Acl.of(AceSamples.everyKind().aces().subList(0, 4));
    authority.tokens.put(new Target.Self(), FakeTokens.alice().with(
        dev.tokend.kacs.catalog.QueryClass.DEFAULT_DACL, dacl.toByteArray()));
    String condition = "(Exists @User.x)";
    assertThat(token("default-dacl").out()).contains("if " + condition).contains("SDDL  D:(D;CIOI;WDWO;;;WD)");
    JsonObject json = JsonParser.parseString(token("default-dacl --json").out()).getAsJsonObject()
        .getAsJsonObject("token").getAsJsonObject("default_dacl");
    assertThat(json.get("sddl").getAsString()).contains(condition);
    assertThat(json.getAsJsonArray("aces").get(3).getAsJsonObject().get("condition").getAsString())
        .isEqualTo(condition);
  }
}
