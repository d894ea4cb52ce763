package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.state.Token;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The rows "default DACL" and "the token's own descriptor" of docs/derived-tokens.md, byte by byte. */
class DerivedSecurityTest {
  private static final String SYSTEM = "01 01 00 00 00 00 00 05 12 00 00 00";
  private static final String ADMINISTRATORS = "01 02 00 00 00 00 00 05 20 00 00 00 20 02 00 00";
  private static final String ALICE = "01 02 00 00 00 00 00 16 01 00 00 00 e8 03 00 00";

  private final Machine machine = new Machine();

  private static byte[] bytes(String... parts) {
    return HexFormat.of().parseHex(String.join("", parts).replace(" ", ""));
  }

  @Test
  void the_tokens_own_descriptor_lets_its_user_use_it_and_the_system_do_everything() throws Exception {
    byte[] descriptor = machine.token(Person.of(1000)).descriptor().descriptor().toByteArray();

    byte[] dacl =
        bytes(
            "02 00 4c 00 03 00 00 00",
            "00 00 18 00 ee 00 00 00", ALICE,
            "00 00 14 00 ff 01 0f 00", SYSTEM,
            "00 00 18 00 ff 01 0f 00", ADMINISTRATORS);
    assertThat(descriptor)
        .hasSize(20 + 12 + 12 + dacl.length)
        .startsWith(bytes("01 00 0f 80"))
        .containsSequence(bytes(SYSTEM, SYSTEM))
        .containsSequence(dacl);
  }

  @Test
  void nothing_else_is_in_it() throws Exception {
    var descriptor = machine.token(Person.of(1000)).descriptor().descriptor();

    assertThat(descriptor.owner()).isEqualTo(WellKnown.SYSTEM);
    assertThat(descriptor.group()).isEqualTo(WellKnown.SYSTEM);
    assertThat(descriptor.sacl()).isNull();
    assertThat(descriptor.dacl()).isNotNull();
    assertThat(descriptor.dacl().aces()).hasSize(3);
  }

  @Test
  void new_objects_are_for_their_user_and_the_system() throws Exception {
    Token token = machine.token(Person.of(1000).inGroups(100));

    assertThat(token.state().defaults().dacl()).isNotNull();
    assertThat(token.state().defaults().dacl().toByteArray())
        .isEqualTo(
            bytes(
                "02 00 34 00 02 00 00 00",
                "00 00 18 00 00 00 00 10", ALICE,
                "00 00 14 00 00 00 00 10", SYSTEM));
    assertThat(token.owner()).isEqualTo(Sid.unixUser(1000));
    assertThat(token.primaryGroup()).isEqualTo(Sid.unixGroup(100));
  }
}
