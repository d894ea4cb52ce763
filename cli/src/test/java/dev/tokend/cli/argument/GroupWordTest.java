package dev.tokend.cli.argument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupWordTest {
  private static final GroupWord GROUPS =
      new GroupWord(
          "the token of process 4821",
          List.of(
              group("S-1-1-0"), group("S-1-22-2-27"), group("S-1-5-32-545"), group("S-1-22-2-28"),
              group("S-1-5-32-545")),
          SidNames.local(SidForm.BOTH)
              .with(Map.of(Sid.of("S-1-22-2-27"), "sudo", Sid.of("S-1-22-2-28"), "7")));

  private static SidAndAttributes group(String sid) {
    return new SidAndAttributes(Sid.of(sid), 0);
  }

  private static CommandException refused(String word) {
    return catchThrowableOfType(CommandException.class, () -> GROUPS.index(word));
  }

  @ParameterizedTest
  @CsvSource({
    "0,0", "4,4", "003,3", "S-1-1-0,0", "WD,0", "Everyone,0", "EVERYONE,0", "sudo,1", "S-1-22-2-27,1", "SUDO,1"
  })
  void one_is_meant_by_index_sid_or_name(String word, int index) throws CommandException {
    assertThat(GROUPS.index(word)).isEqualTo(index);
  }

  /** A name of digits is an index: a SID says which group is meant. */
  @Test
  void a_number_is_an_index_even_where_a_group_is_called_so() throws CommandException {
    assertThat(refused("7").status()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(GROUPS.index("S-1-22-2-28")).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "5,NOT_FOUND", "4294967296,NOT_FOUND", "99999999999999999999,NOT_FOUND", "-1,NOT_FOUND", "'',NOT_FOUND",
    "wheel,NOT_FOUND", "S-1-5-4,NOT_FOUND", "S-1-x,MALFORMED", "Users,USAGE", "BU,USAGE", "S-1-5-32-545,USAGE"
  })
  void none_several_and_nonsense_are_refused(String word, ExitStatus status) {
    assertThat(refused(word).status()).isEqualTo(status);
  }

  @Test
  void an_error_says_whose_groups_and_what_to_do() {
    assertThat(refused("9").what() + ": " + refused("9").why())
        .isEqualTo("no group 9 in the token of process 4821: it has 5 groups, and the first is 0");
    assertThat(refused("BU").facts()).containsExactly("give an index: 2 or 4");
  }

  @Test
  void a_list_names_each_group_once() throws Exception {
    assertThat(GROUPS.list("0, sudo ,4", "run")).containsExactly(0, 1, 4);
    UsageException twice = catchThrowableOfType(UsageException.class, () -> GROUPS.list("1,sudo", "run"));
    assertThat(twice.what() + ": " + twice.why()).isEqualTo("one group twice: sudo");
    assertThat(catchThrowableOfType(CommandException.class, () -> GROUPS.list("0,,1", "run")).status())
        .isEqualTo(ExitStatus.NOT_FOUND);
  }
}
