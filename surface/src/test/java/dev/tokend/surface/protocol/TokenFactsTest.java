package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenFactsTest {
  private static final byte[] BYTES =
      Hex.bytes(
          """
          24 00 00 00              ; confinement exempt, derived
          0f 00 00 00              ; audit policy
          e8 03 00 00              ; uid 1000
          64 00 00 00              ; gid 100
          08 07 06 05 04 03 02 01  ; created at
          01 00 00 00              ; one restricted device group
          0c 00 00 00
          01 01 00 00 00 00 00 01 00 00 00 00
          07 00 00 00
          e7 03 00 00 00 00 00 00  ; session 999
          05 00 00 00              ; service
          09 00 00 00 00 00 00 00  ; session created at
          05 00 4c 69 6e 75 78     ; "Linux"
          0c 01 01 00 00 00 00 00 05 12 00 00 00
          """);

  private static final TokenFacts FACTS =
      new TokenFacts(
          false,
          false,
          true,
          false,
          true,
          15,
          1000,
          100,
          0x0102030405060708L,
          List.of(new SidAndAttributes(WellKnown.EVERYONE, 7)),
          new TokenFacts.SessionFacts(999, false, LogonType.SERVICE, "Linux", 9, WellKnown.SYSTEM));

  @Test
  void has_the_layout_of_the_documentation() throws Exception {
    assertThat(FACTS.encode()).isEqualTo(BYTES);
    assertThat(TokenFacts.decode(BYTES)).isEqualTo(FACTS);
  }

  @ParameterizedTest
  @CsvSource({"1, userDenyOnly", "2, writeRestricted", "4, confinementExempt", "8, isolationBoundary", "16, dead",
      "32, derived"})
  void each_flag_is_one_bit(int flag, String name) throws Exception {
    byte[] bytes = BYTES.clone();
    bytes[0] = (byte) flag;
    TokenFacts facts = TokenFacts.decode(bytes);

    assertThat(facts.userDenyOnly()).isEqualTo(name.equals("userDenyOnly"));
    assertThat(facts.writeRestricted()).isEqualTo(name.equals("writeRestricted"));
    assertThat(facts.confinementExempt()).isEqualTo(name.equals("confinementExempt"));
    assertThat(facts.isolationBoundary()).isEqualTo(name.equals("isolationBoundary"));
    assertThat(facts.session().dead()).isEqualTo(name.equals("dead"));
    assertThat(facts.derived()).isEqualTo(name.equals("derived"));
    assertThat(facts.encode()).isEqualTo(bytes);
  }

  @Test
  void survives_a_round_trip() {
    Generator.cases(300, random -> {
      TokenFacts facts = RandomMessages.facts(random);
      assertThat(TokenFacts.decode(facts.encode())).isEqualTo(facts);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "24, ff, more device groups than bytes",
    "27, ff, four thousand million device groups",
    "28, 0d, a SID length that is not the SID's",
    "32, 02, a SID of another revision",
    "56, ff, an unknown logon type",
    "68, 06, a text that takes a byte of the SID",
    "75, 0b, a SID shorter than itself",
    "75, 0d, a SID past the end",
  })
  void refuses_what_contradicts_itself(int at, String value, String what) {
    byte[] bytes = BYTES.clone();
    bytes[at] = Hex.bytes(value)[0];

    assertThatExceptionOfType(MalformedException.class).as(what).isThrownBy(() -> TokenFacts.decode(bytes));
  }
}
