package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.Hex;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FrameHeaderTest {
  private static final byte[] REQUEST =
      Hex.bytes(
          """
          54 4b 4e 44  ; magic
          01           ; version
          01           ; request
          e9 03        ; open_process
          04 03 02 01  ; request id
          11 22 00 00  ; thread
          02 00 00 00  ; length
          00 00 00 00  ; reserved
          """);

  @Test
  void has_the_layout_of_the_documentation() throws Exception {
    FrameHeader header = FrameHeader.decode(REQUEST);

    assertThat(header).isEqualTo(new FrameHeader(FrameHeader.Kind.REQUEST, 1001, 0x01020304, 0x2211, 2));
  }

  @Test
  void a_frame_is_a_header_and_its_payload() {
    byte[] frame = FrameHeader.frame(FrameHeader.Kind.REQUEST, 1001, 0x01020304, 0x2211, new byte[] {5, 6});

    assertThat(Arrays.copyOf(frame, FrameHeader.SIZE)).isEqualTo(REQUEST);
    assertThat(Arrays.copyOfRange(frame, FrameHeader.SIZE, frame.length)).containsExactly(5, 6);
  }

  @ParameterizedTest
  @EnumSource
  void kinds_are_numbered_from_1(FrameHeader.Kind kind) throws Exception {
    byte[] frame = FrameHeader.frame(kind, 1, 2, 3, new byte[0]);

    assertThat(frame[5]).isEqualTo((byte) (kind.ordinal() + 1));
    assertThat(FrameHeader.decode(frame).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 55, 0, magic",
    "3, 00, 0, magic",
    "4, 00, 4, version",
    "4, 02, 4, version",
    "5, 00, 5, kind",
    "5, 04, 5, kind",
    "18, 11, 16, length",
    "19, 80, 16, negative length",
    "20, 01, 20, reserved",
    "23, 80, 20, reserved",
  })
  void another_byte_is_refused_where_it_stands(int at, String value, int offset, String field) {
    byte[] bytes = REQUEST.clone();
    bytes[at] = Hex.bytes(value)[0];

    assertThatExceptionOfType(MalformedException.class)
        .as(field)
        .isThrownBy(() -> FrameHeader.decode(bytes))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }

  @Test
  void the_longest_payload_is_one_mebibyte() throws Exception {
    byte[] bytes = REQUEST.clone();
    System.arraycopy(Hex.bytes("00 00 10 00"), 0, bytes, 16, 4);
    assertThat(FrameHeader.decode(bytes).length()).isEqualTo(FrameHeader.MAX_REPLY).isEqualTo(1_048_576);
    bytes[16] = 1;
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> FrameHeader.decode(bytes));
  }

  @Test
  void fewer_bytes_than_a_header_are_refused() {
    for (int length = 0; length < FrameHeader.SIZE; length++) {
      byte[] part = Arrays.copyOf(REQUEST, length);
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> FrameHeader.decode(part));
    }
  }
}
