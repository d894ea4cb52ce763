package dev.tokend.cli.argument;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.cli.Accounts;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.command.UsageException;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** What somebody types for a SID, a privilege, a group or a level: a value, or an error that says what was wrong. */
class WordsFuzzTest {
  private static final Accounts ACCOUNTS = new Accounts() {
    @Override
    public Integer user(String name) {
      return name.equals("alice") || name.equals("both") ? 1001 : null;
    }

    @Override
    public Integer group(String name) {
      return name.equals("users") || name.equals("both") ? 100 : null;
    }
  };

  static List<byte[]> words() {
    return List.of(
        utf8("BA,S-1-5-18,alice"), utf8("users , both"), utf8("Everyone"), utf8("S-1-0x10000000000-1"),
        utf8("NT AUTHORITY\\SYSTEM"), utf8("SeDebugPrivilege,SeTcb"), utf8("all"), utf8("low"), utf8("8192"), utf8("0x"));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @MethodSource("words")
  @FuzzTest
  void word(byte[] input) {
    // What is no UTF-8 stands for half of a surrogate pair, which an argument can have.
    String text = new String(input, StandardCharsets.UTF_8).replace('\uFFFD', '\uD800');
    try {
      for (Sid sid : SidWord.list(text, ACCOUNTS)) {
        assertThat(sid).isNotNull();
      }
    } catch (CommandException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    try {
      assertThat(PrivilegeList.parse(text, "run")).isNotNull();
    } catch (UsageException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
    try {
      assertThat(Levels.integrity(text, "run")).isNotNull();
    } catch (UsageException e) {
      assertThat(e.getMessage()).isNotBlank();
    }
  }
}
