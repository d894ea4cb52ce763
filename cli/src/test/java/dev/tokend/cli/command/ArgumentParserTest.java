package dev.tokend.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentParserTest {
  private static Invocation parse(String line) throws UsageException {
    return ArgumentParser.parse(line.isEmpty() ? new String[0] : line.split(" "));
  }

  private static UsageException refused(String line) {
    return catchThrowableOfType(UsageException.class, () -> parse(line));
  }

  @Test
  void no_subcommand_is_show_short() throws UsageException {
    Invocation bare = parse("");
    assertThat(bare.command().id()).isEqualTo(Subcommand.SHOW);
    assertThat(bare.has(Flags.SHORT)).isTrue();
  }

  @Test
  void a_target_without_a_subcommand_is_still_one_line() throws UsageException {
    Invocation bare = parse("--pid 7");
    assertThat(bare.has(Flags.SHORT)).isTrue();
    assertThat(bare.number(Flags.PID)).isEqualTo(7);
  }

  @Test
  void all_without_a_subcommand_is_not_short() throws UsageException {
    assertThat(parse("--all").has(Flags.SHORT)).isFalse();
  }

  @Test
  void show_alone_is_neither_short_nor_all() throws UsageException {
    Invocation show = parse("show");
    assertThat(show.has(Flags.SHORT)).isFalse();
    assertThat(show.has(Flags.ALL)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"user --pid 12 --json", "--pid 12 --json user", "--json user --pid=12", "user --json --pid 12"})
  void flags_stand_before_or_after_the_subcommand(String line) throws UsageException {
    Invocation user = parse(line);
    assertThat(user.command().id()).isEqualTo(Subcommand.USER);
    assertThat(user.number(Flags.PID)).isEqualTo(12);
    assertThat(user.has(Flags.JSON)).isTrue();
  }

  @Test
  void a_path_may_contain_an_equals_sign() throws UsageException {
    assertThat(parse("user --authority=/tmp/a=b").value(Flags.AUTHORITY)).isEqualTo("/tmp/a=b");
  }

  @Test
  void two_dashes_end_the_flags() throws UsageException {
    assertThat(parse("query -- --x").operands()).containsExactly("--x");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user --help", "--help user", "user -h", "help user", "user --nothing-else --help"})
  void help_is_a_flag_too(String line) throws UsageException {
    if (line.contains("nothing")) {
      assertThat(refused(line)).isNotNull();
      return;
    }
    Invocation help = parse(line);
    assertThat(help.command().id()).isEqualTo(Subcommand.HELP);
    assertThat(help.operands()).containsExactly("user");
  }

  @Test
  void help_flag_alone_is_the_overview() throws UsageException {
    assertThat(parse("--help").operands()).isEmpty();
  }

  @Test
  void version_is_a_flag_too() throws UsageException {
    assertThat(parse("--version --json").command().id()).isEqualTo(Subcommand.VERSION);
    assertThat(refused("user --version").what()).isEqualTo("--version stands alone");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "--self --real        | --self and --real",
      "--pid 1 --peer 3     | --pid and --peer",
      "--peer 3 --pid 1     | --peer and --pid",
      "--fd 3 --self        | --fd and --self",
      "--real --pid 1 --tid 2 | --real and --pid"})
  void two_targets_are_refused_by_name(String flags, String named) {
    UsageException refused = refused("user " + flags.strip());
    assertThat(refused.what()).isEqualTo("more than one target");
    assertThat(refused.why()).isEqualTo(named);
  }

  @Test
  void tid_alone_is_refused() {
    assertThat(refused("user --tid 5").why()).contains("--tid needs the --pid");
  }

  @Test
  void tid_narrows_pid_and_is_no_second_target() throws UsageException {
    Invocation user = parse("user --tid 5 --pid 4");
    assertThat(user.number(Flags.TID)).isEqualTo(5);
  }

  @Test
  void short_and_all_exclude_each_other() {
    assertThat(refused("show --short --all").why()).isEqualTo("--short and --all");
  }

  @Test
  void raw_and_label_exclude_each_other() {
    assertThat(refused("user --raw --label").why()).isEqualTo("--raw and --label");
  }

  @Test
  void a_repeated_flag_without_a_value_is_harmless() throws UsageException {
    assertThat(parse("user --json --json --self --self").has(Flags.JSON)).isTrue();
  }

  @Test
  void a_repeated_value_is_refused() {
    assertThat(refused("user --pid 1 --pid 1").why()).isEqualTo("--pid was given twice");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "+1", "abc", "1.5", "2147483648", "99999999999999999999", " 1", "0x10"})
  void bad_process_numbers_are_refused(String number) {
    UsageException refused = catchThrowableOfType(
        UsageException.class, () -> ArgumentParser.parse(new String[] {"user", "--pid", number}));
    assertThat(refused.what()).isEqualTo("bad value for --pid");
    assertThat(refused.why()).contains(number);
  }

  @Test
  void descriptor_zero_is_a_descriptor() throws UsageException {
    assertThat(parse("user --fd 0").number(Flags.FD)).isZero();
    assertThat(parse("user").number(Flags.FD)).isEqualTo(-1);
  }

  @Test
  void a_missing_value_is_refused() {
    assertThat(refused("user --pid").what()).isEqualTo("--pid needs a value");
    assertThat(refused("user --authority=").what()).isEqualTo("bad value for --authority");
    assertThat(refused("user --json=yes").what()).isEqualTo("--json takes no value");
  }

  @ParameterizedTest
  @CsvSource({"shwo, show", "usr, user", "pirvs, privs", "quer, query", "default_dacl, default-dacl", "GROUPS, groups"})
  void an_unknown_subcommand_gets_near_names(String typed, String meant) {
    UsageException refused = refused(typed);
    assertThat(refused.what()).isEqualTo("unknown subcommand");
    assertThat(refused.near()).contains(meant);
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "adjusts", "grant", "elevate", "su", "diffs", "whoami"})
  void what_is_no_subcommand_is_unknown(String name) {
    assertThat(refused(name).what()).isEqualTo("unknown subcommand");
  }

  @Test
  void an_unknown_flag_gets_near_names_of_its_subcommand() {
    assertThat(refused("user --jsno").near()).containsExactly("--json");
    assertThat(refused("show --al").near()).contains("--all");
    assertThat(refused("user --al").near()).doesNotContain("--all");
    assertThat(refused("user -x").what()).isEqualTo("unknown flag");
  }

  @Test
  void a_flag_of_another_subcommand_is_refused() {
    assertThat(refused("user --all").why()).isEqualTo("token user does not take --all");
    assertThat(refused("--pid 3 authority status").why()).isEqualTo("token authority does not take --pid");
  }

  @Test
  void arguments_are_counted_and_chosen() {
    assertThat(refused("query").why()).isEqualTo("token query needs CLASS");
    assertThat(refused("query user groups").why()).isEqualTo("groups");
    assertThat(refused("user alice").what()).isEqualTo("one argument too many");
    assertThat(refused("authority").why()).isEqualTo("token authority needs status|start|stop|events");
    assertThat(refused("authority statsu").near()).containsExactly("status");
  }

  @Test
  void an_error_says_where_to_read_on() {
    assertThat(refused("user --pid").help()).isEqualTo("token help user");
    assertThat(refused("--pid").help()).isEqualTo("token help");
  }

  @Test
  void any_words_parse_or_are_refused() {
    String[] words = {
      "show", "user", "query", "authority", "help", "start", "--pid", "--tid", "--json", "--", "-", "", "-h", "--short",
      "--fd=3", "--fd", "3", "0", "=", "--=", "--raw", "--label", "--version", "--authority", "\u0000", "--all", "é"};
    long seed = 20260101;
    SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 20_000; round++) {
      String[] args = new String[random.nextInt(6)];
      for (int i = 0; i < args.length; i++) {
        args[i] = words[random.nextInt(words.length)];
      }
      try {
        Invocation parsed = ArgumentParser.parse(args);
        assertThat(parsed.command()).as("seed %s round %s", seed, round).isNotNull();
      } catch (UsageException e) {
        assertThat(e.what()).as("seed %s round %s", seed, round).isNotEmpty();
      }
    }
  }

  @Test
  void type_is_one_thing_to_a_check_and_another_to_a_copy() throws UsageException {
    assertThat(parse("duplicate --type primary").value(Flags.TOKEN_TYPE)).isEqualTo("primary");
    assertThat(parse("--type=impersonation dup").value(Flags.TOKEN_TYPE)).isEqualTo("impersonation");
    assertThat(parse("check D: --access read --type token").value(Flags.TYPE)).isEqualTo("token");
    assertThat(refused("duplicate --type token").why()).isEqualTo("\"token\", expected primary or impersonation");
    assertThat(refused("check D: --access read --type primary")).isNotNull();
    assertThat(refused("restrict --type primary").what()).isEqualTo("flag of another subcommand");
  }

  @Test
  void what_follows_two_dashes_is_the_program_and_none_of_ours() throws UsageException {
    Invocation run = parse("run --drop-privs all -- ls --json -- --pid");
    assertThat(run.program()).containsExactly("ls", "--json", "--", "--pid");
    assertThat(run.operands()).isEmpty();
    assertThat(run.has(Flags.JSON)).isFalse();
    assertThat(parse("--json restrict -- x").program()).containsExactly("x");
    assertThat(parse("adjust privs SeTcb=off -- sh").operands()).containsExactly("privs", "SeTcb=off");
    assertThat(parse("impersonate --pid 1").program()).isEmpty();
  }

  @Test
  void a_subcommand_without_a_program_has_arguments_behind_two_dashes() throws UsageException {
    assertThat(parse("sid -- --odd").operands()).containsExactly("--odd");
    assertThat(refused("show -- x").what()).isEqualTo("one argument too many");
    assertThat(refused("link --elevated 3 -- x").what()).isEqualTo("one argument too many");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "run|missing command|write token run -- COMMAND",
    "run --|missing command|nothing follows --",
    "restrict --|missing command|nothing follows --",
    "run make|missing command|write token run -- make",
    "restrict make|one argument too many|make; a command to run follows --"
  })
  void a_program_that_is_missing_is_asked_for(String line, String what, String why) {
    assertThat(refused(line).what()).isEqualTo(what);
    assertThat(refused(line).why()).isEqualTo(why);
  }
}
