package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.cli.argument.SidWord;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SidWordTest {
  private static CommandException refused(String word, FakeAccounts accounts) {
    return catchThrowableOfType(CommandException.class, () -> SidWord.parse(word, accounts));
  }

  @ParameterizedTest
  @CsvSource({
    "S-1-5-18,S-1-5-18", "SY,S-1-5-18", "Everyone,S-1-1-0", "bob,S-1-22-1-1001", "sudo,S-1-22-2-27",
    "s-1-1-0,S-1-1-0"
  })
  void a_sid_a_well_known_name_a_user_or_a_group(String word, String sid) throws CommandException {
    assertThat(SidWord.parse(word, FakeAccounts.ofGoldenFiles())).hasToString(sid);
  }

  @Test
  void a_name_of_a_user_and_a_group_is_refused_with_both() {
    CommandException refused = refused("alice", FakeAccounts.ofGoldenFiles());
    assertThat(refused.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(refused.facts()).containsExactly("the user is S-1-22-1-1000", "the group is S-1-22-2-1000");
  }

  @Test
  void nobody_nonsense_and_a_name_service_that_fails_are_told_apart() {
    FakeAccounts accounts = FakeAccounts.ofGoldenFiles();
    assertThat(refused("dave", accounts).status()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(refused("", accounts).status()).isEqualTo(ExitStatus.NOT_FOUND);
    assertThat(refused("S-1-", accounts).status()).isEqualTo(ExitStatus.MALFORMED);
    accounts.broken = new IOException("the name service does not answer");
    assertThat(refused("dave", accounts).why()).isEqualTo("the name service does not answer");
    assertThat(refused("dave", accounts).status()).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void a_list_keeps_its_order() throws CommandException {
    assertThat(SidWord.list("WD, bob,S-1-5-18", FakeAccounts.ofGoldenFiles()))
        .extracting(Object::toString)
        .containsExactly("S-1-1-0", "S-1-22-1-1001", "S-1-5-18");
  }
}
