package dev.tokend.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.audit.TrailPlace;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
  private static final Path CONFIG = Path.of("/etc/tokend/tokend.conf");
  private static final Path NAMES = Path.of("/etc/tokend/names");

  private static Options.Parsed parse(String arguments) {
    return Options.parse(arguments.isEmpty() ? List.of() : List.of(arguments.split(" ", -1)), "1.2.3");
  }

  private static final TrailPlace AUTOMATIC = new TrailPlace.Automatic();

  @Test
  void the_audit_trail_goes_where_it_is_told() {
    assertThat(options("--machine --audit journal").audit()).isEqualTo(new TrailPlace.SystemJournal());
    assertThat(options("--machine --audit file").audit()).isEqualTo(new TrailPlace.FolderFile());
    assertThat(options("--machine --audit off").audit()).isEqualTo(new TrailPlace.Off());
    assertThat(options("--machine --audit /var/a").audit()).isEqualTo(new TrailPlace.File(Path.of("/var/a")));
    assertThat(parse("--machine --audit here"))
        .isEqualTo(
            new Options.Parsed.Wrong("--audit here: journal, file, off or an absolute path was expected"));
  }

  private static Options options(String arguments) {
    assertThat(parse(arguments)).isInstanceOf(Options.Parsed.Run.class);
    return ((Options.Parsed.Run) parse(arguments)).options();
  }

  @Test
  void the_machines_authority_has_its_place_and_stays() {
    assertThat(options("--machine"))
        .isEqualTo(new Options(true, Path.of("/run/tokend/tokend.sock"), 0, CONFIG, NAMES, AUTOMATIC));
    assertThat(options("--machine --stay")).isEqualTo(options("--machine"));
  }

  @Test
  void ones_own_is_where_it_is_told_and_ends_after_ten_idle_minutes() {
    assertThat(options("--own --socket /a/b"))
        .isEqualTo(new Options(false, Path.of("/a/b"), 600, CONFIG, NAMES, AUTOMATIC));
  }

  @Test
  void every_flag_is_taken_in_any_order() {
    assertThat(options("--names /n --idle 5 --config /c --socket /a/b --own"))
        .isEqualTo(new Options(false, Path.of("/a/b"), 5, Path.of("/c"), Path.of("/n"), AUTOMATIC));
    assertThat(options("--socket /a/b --machine --names /n"))
        .isEqualTo(new Options(true, Path.of("/a/b"), 0, CONFIG, Path.of("/n"), AUTOMATIC));
    assertThat(options("--own --socket /a/b --stay").idleSeconds()).isZero();
  }

  @Test
  void of_two_times_the_last_one_counts() {
    assertThat(options("--own --socket /a --idle 5 --stay").idleSeconds()).isZero();
    assertThat(options("--own --socket /a --stay --idle 5").idleSeconds()).isEqualTo(5);
  }

  @Test
  void a_socket_is_absolute_whatever_the_folder_becomes() {
    assertThat(options("--own --socket here/s").socket()).isEqualTo(Path.of("here/s").toAbsolutePath()).isAbsolute();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2147483, 2147483"})
  void idle_times_are_whole_seconds(String value, int seconds) {
    assertThat(options("--own --socket /a --idle " + value).idleSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "2147484", "2147483648", "5s", "1.5", "0x10"})
  void other_idle_times_are_refused(String value) {
    assertThat(parse("--own --socket /a --idle " + value))
        .isEqualTo(
            new Options.Parsed.Wrong(
                "--idle " + value + ": a number of seconds from 1 to 2147483 was expected"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', --machine or --own must be given",
    "--socket /a, --machine or --own must be given",
    "--own, --own needs --socket PATH",
    "--own --machine, '--machine and --own: one of them, once'",
    "--own --own, '--machine and --own: one of them, once'",
    "--machine --machine, '--machine and --own: one of them, once'",
    "--machine --idle 5, the machine's authority does not end for idleness",
    "--own --socket, --socket needs a value",
    "--machine --config, --config needs a value",
    "--machine --names, --names needs a value",
    "--own --socket /a --idle, --idle needs a value",
    "--own --socket /a more, unknown argument more",
    "--own --sockets /a, unknown argument --sockets",
    "--own --socket=/a, unknown argument --socket=/a",
    "-x, unknown argument -x",
  })
  void what_makes_no_sense_is_refused_for_a_reason(String arguments, String reason) {
    assertThat(parse(arguments)).isEqualTo(new Options.Parsed.Wrong(reason));
  }

  @Test
  void an_empty_path_is_refused() {
    for (String flag : List.of("--socket", "--config", "--names")) {
      assertThat(parse("--machine " + flag + " ")).isEqualTo(new Options.Parsed.Wrong(flag + " needs a value"));
    }
  }

  @Test
  void help_and_version_are_printed_whatever_comes_after() {
    assertThat(parse("--help")).isEqualTo(new Options.Parsed.Print(Options.USAGE));
    assertThat(parse("-h --bogus")).isEqualTo(new Options.Parsed.Print(Options.USAGE));
    assertThat(parse("--own --version")).isEqualTo(new Options.Parsed.Print("tokend 1.2.3\n"));
  }

  @Test
  void the_usage_names_every_flag() {
    for (String flag :
        List.of(
            "--machine", "--own", "--socket PATH", "--idle SECONDS", "--stay", "--config FILE", "--names FILE",
            "--help", "--version")) {
      assertThat(Options.USAGE).contains(flag);
    }
  }
}
