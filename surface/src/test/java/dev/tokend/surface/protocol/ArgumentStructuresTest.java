package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.Hex;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The requests of KACS have the bytes of its argument structures (formats §11.2). */
class ArgumentStructuresTest {

  @Test
  void privilege_entries_follow_count_and_padding() {
    AdjustRequest request =
        AdjustRequest.of(List.of(new AdjustRequest.Entry(19, 2), new AdjustRequest.Entry(29, 4)));
    assertThat(request.encode())
        .isEqualTo(Hex.bytes("02 00 00 00 00 00 00 00 13 00 00 00 02 00 00 00 1d 00 00 00 04 00 00 00"));
  }

  @Test
  void the_reset_entries_are_the_sentinels() {
    assertThat(AdjustRequest.of(List.of(AdjustRequest.RESET_PRIVILEGES)).encode())
        .isEqualTo(Hex.bytes("01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 80"));
    assertThat(AdjustRequest.of(List.of(AdjustRequest.RESET_GROUPS)).encode())
        .isEqualTo(Hex.bytes("01 00 00 00 00 00 00 00 ff ff ff ff 00 00 00 00"));
  }

  @Test
  void a_count_that_is_not_that_of_the_entries_is_malformed() {
    byte[] huge = Hex.bytes("ff ff ff ff 00 00 00 00 13 00 00 00 02 00 00 00");
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> AdjustRequest.decode(huge));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> PrivilegeCheckRequest.decode(huge));
  }

  @Test
  void previous_group_states_are_counted_from_bit_0_of_word_0() throws Exception {
    byte[] reply = new byte[128];
    reply[0] = 1;
    reply[7] = (byte) 0x80;
    reply[8] = 1;
    reply[16] = 4;
    GroupStatesReply states = GroupStatesReply.decode(reply);
    for (int i = 0; i < 1100; i++) {
      assertThat(states.wasEnabled(i)).as("group " + i).isEqualTo(i == 0 || i == 63 || i == 64 || i == 130);
    }
  }

  @Test
  void a_default_dacl_is_left_cleared_or_replaced() throws Exception {
    AdjustDefaultRequest owner = AdjustDefaultRequest.of(null, 0, AdjustDefaultRequest.LEAVE);
    assertThat(owner.encode()).isEqualTo(Hex.bytes("00 00 00 00 00 00 00 00 00 00 00 00 00 00 ff ff"));
    AdjustDefaultRequest cleared =
        AdjustDefaultRequest.decode(Hex.bytes("00 00 01 00 00 00 00 00 00 00 00 00 ff ff ff ff"));
    assertThat(cleared.dacl()).isEqualTo(Bytes.EMPTY);
    AdjustDefaultRequest lengthOnly =
        AdjustDefaultRequest.decode(Hex.bytes("00 00 00 00 00 00 00 00 08 00 00 00 ff ff ff ff"));
    assertThat(lengthOnly).isEqualTo(new AdjustDefaultRequest(null, 8, 0xFFFF, 0xFFFF));
  }

  @Test
  void a_restriction_has_its_data_behind_it() {
    RestrictRequest request =
        RestrictRequest.of(
            1L << 19 | 1L << 29,
            List.of(1, 2),
            List.of(Sid.of("S-1-5-12"), Sid.of("S-1-5-21-10-20-30-1001")),
            true);
    assertThat(request.encode())
        .isEqualTo(
            Hex.bytes(
                "00 00 08 20 00 00 00 00 02 00 00 00 02 00 00 00 30 00 00 00 01 00 00 00 "
                    + "01 00 00 00 02 00 00 00 01 01 00 00 00 00 00 05 0c 00 00 00 "
                    + "01 05 00 00 00 00 00 05 15 00 00 00 0a 00 00 00 14 00 00 00 1e 00 00 00 e9 03 00 00"));
  }

  @Test
  void a_pin_name_is_short_text_without_slashes() {
    assertThat(new PinName("werkzeug-\u00fc").encode()).hasSize(11);
    for (String bad : List.of("", "a/b", "a\nb", "\u007f", "x".repeat(256))) {
      assertThatIllegalArgumentException().isThrownBy(() -> new PinName(bad));
    }
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> PinName.decode(new byte[] {(byte) 0xC3}));
  }
}
