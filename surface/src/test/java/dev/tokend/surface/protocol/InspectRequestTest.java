package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectRequestTest {
  @Test
  void has_the_layout_of_the_documentation() {
    byte[] bytes =
        Hex.bytes(
            """
            04 00 00 00  ; a thread
            34 12 00 00  ; pid
            35 12 00 00  ; tid
            08 00 00 00  ; TOKEN_QUERY
            fe ff ff 01  ; all classes
            01 00 00 00  ; with the facts record
            """);

    assertThat(new InspectRequest(new Target.Thread(0x1234, 0x1235), 8, InspectRequest.ALL_CLASSES, true).encode())
        .isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"1, SELF", "2, REAL", "3, PROCESS", "4, THREAD", "5, PEER", "6, HANDLE"})
  void targets_have_the_numbers_of_the_documentation(int number, String name) throws Exception {
    Target target =
        switch (name) {
          case "SELF" -> new Target.Self();
          case "REAL" -> new Target.Real();
          case "PROCESS" -> new Target.Process(7);
          case "THREAD" -> new Target.Thread(7, 8);
          case "PEER" -> new Target.Peer(-1);
          default -> new Target.Handle(-1);
        };
    byte[] bytes = new InspectRequest(target, 8, 2, false).encode();

    assertThat(bytes[0]).isEqualTo((byte) number);
    assertThat(InspectRequest.decode(bytes).target()).isEqualTo(target);
  }

  @Test
  void the_senders_descriptor_number_is_not_told() throws Exception {
    byte[] peer = new InspectRequest(new Target.Peer(9), 0, 2, false).encode();
    byte[] handle = new InspectRequest(new Target.Handle(9), 0, 2, false).encode();

    assertThat(peer).doesNotContain(9);
    assertThat(InspectRequest.decode(peer).target()).isEqualTo(new Target.Peer(-1));
    assertThat(InspectRequest.decode(handle).target()).isEqualTo(new Target.Handle(-1));
  }

  @Test
  void survives_a_round_trip() {
    Generator.cases(300, random -> {
      InspectRequest request = RandomMessages.inspectRequest(random);
      assertThat(InspectRequest.decode(request.encode())).isEqualTo(request);
    });
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00, 0, no target",
    "0, 07, 0, an unknown target",
    "1, 01, 0, a target of 260",
    "8, 01, 8, a tid of a process",
    "16, 01, 16, class 0",
    "19, 02, 16, class 25",
    "20, 02, 20, an unknown flag",
  })
  void a_field_out_of_its_bounds_is_refused_where_it_stands(int at, String value, int offset, String what) {
    byte[] bytes = new InspectRequest(new Target.Process(5), 8, 2, false).encode();
    bytes[at] = Hex.bytes(value)[0];

    assertThatExceptionOfType(MalformedException.class)
        .as(what)
        .isThrownBy(() -> InspectRequest.decode(bytes))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "5", "6"})
  void a_pid_is_refused_where_the_target_has_none(int target) throws Exception {
    byte[] bytes = new InspectRequest(new Target.Process(5), 8, 2, false).encode();
    bytes[0] = (byte) target;

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> InspectRequest.decode(bytes))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(4));
    bytes[4] = 0;
    assertThat(InspectRequest.decode(bytes).target().code()).isEqualTo(target);
  }
}
