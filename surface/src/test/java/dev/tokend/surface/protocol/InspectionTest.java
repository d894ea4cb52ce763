package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InspectionTest {
  private static final byte[] USER_AND_SOURCE =
      Hex.bytes(
          """
          08 00 00 00                                ; granted rights
          01 00  00 00  03 00 00 00  0a 0b 0c        ; class 1
          18 00  00 00  00 00 00 00                  ; class 24, empty
          """);

  private static Inspection inspection(byte[] first, byte[] last) {
    byte[][] payloads = new byte[25][];
    payloads[1] = first;
    payloads[24] = last;
    return new Inspection(8, payloads, null);
  }

  @Test
  void has_the_layout_of_the_documentation() throws Exception {
    assertThat(inspection(new byte[] {10, 11, 12}, new byte[0]).encode()).isEqualTo(USER_AND_SOURCE);

    Inspection read = Inspection.decode(USER_AND_SOURCE);
    assertThat(read.grantedMask()).isEqualTo(8);
    assertThat(read.payload(QueryClass.USER)).containsExactly(10, 11, 12);
    assertThat(read.facts()).isNull();
  }

  @Test
  void the_facts_are_record_8001() throws Exception {
    Generator.cases(20, random -> {
      TokenFacts facts = RandomMessages.facts(random);
      byte[] bytes = new Inspection(0, new byte[25][], facts).encode();

      assertThat(bytes).startsWith(Hex.bytes("00 00 00 00  01 80  00 00")).endsWith(facts.encode());
      assertThat(Inspection.decode(bytes).facts()).isEqualTo(facts);
    });
  }

  @Test
  void survives_a_round_trip() {
    Generator.cases(300, random -> {
      Inspection inspection = RandomMessages.inspection(random);
      Inspection read = Inspection.decode(inspection.encode());

      assertThat(read.grantedMask()).isEqualTo(inspection.grantedMask());
      assertThat(read.facts()).isEqualTo(inspection.facts());
      for (QueryClass queryClass : QueryClass.values()) {
        assertThat(read.has(queryClass)).isEqualTo(inspection.has(queryClass));
        if (read.has(queryClass)) {
          assertThat(read.payload(queryClass)).isEqualTo(inspection.payload(queryClass));
        }
      }
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "08 00 00",
    "08 00 00 00  00 00  00 00  00 00 00 00",
    "08 00 00 00  19 00  00 00  00 00 00 00",
    "08 00 00 00  02 80  00 00  00 00 00 00",
    "08 00 00 00  01 00  01 00  00 00 00 00",
    "08 00 00 00  01 00  00 00  01 00 00 00",
    "08 00 00 00  01 00  00 00  ff ff ff 7f",
    "08 00 00 00  01 00  00 00  ff ff ff ff",
    "08 00 00 00  01 80  00 00  00 00 00 00",
    "08 00 00 00  01 00  00 00  00 00 00 00  01 00  00 00  01 00 00 00 05",
  })
  void refuses_records_that_are_unknown_repeated_or_run_past_the_end(String hex) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Inspection.decode(Hex.bytes(hex)));
  }

  @Test
  void a_class_that_is_not_there_is_not_read() {
    Inspection inspection = inspection(new byte[1], new byte[0]);

    assertThat(inspection.has(QueryClass.USER)).isTrue();
    assertThat(inspection.has(QueryClass.GROUPS)).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> inspection.payload(QueryClass.GROUPS))
        .withMessageContaining("groups");
  }

  @Test
  void it_covers_the_classes_that_it_has_and_no_other() {
    Inspection inspection = inspection(new byte[1], new byte[0]);

    assertThat(inspection.covers(0, false)).isTrue();
    assertThat(inspection.covers(1 << 1 | 1 << 24, false)).isTrue();
    assertThat(inspection.covers(1 << 1 | 1 << 2, false)).isFalse();
    assertThat(inspection.covers(1 << 1, true)).isFalse();
  }

  @Test
  void payloads_are_the_holders_own() {
    Inspection inspection = inspection(new byte[1], new byte[0]);

    inspection.payload(QueryClass.USER)[0] = 9;

    assertThat(inspection.payload(QueryClass.USER)).containsExactly(0);
    assertThatIllegalArgumentException().isThrownBy(() -> new Inspection(0, new byte[24][], null));
  }
}
