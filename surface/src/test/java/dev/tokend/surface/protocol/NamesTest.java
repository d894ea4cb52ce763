package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final byte[] REQUEST =
      Hex.bytes(
          """
          02 00 00 00
          01 01 00 00 00 00 00 01 00 00 00 00
          01 02 00 00 00 00 00 16 01 00 00 00 e8 03 00 00
          """);
  private static final byte[] REPLY =
      Hex.bytes(
          """
          03 00 00 00
          04 00 72 6f 6f 74     ; "root"
          00 00                 ; not known
          03 00 c3 a9 61        ; UTF-8
          """);

  @Test
  void a_request_has_the_layout_of_the_documentation() throws Exception {
    NamesRequest request = new NamesRequest(List.of(WellKnown.EVERYONE, Sid.unixUser(1000)));

    assertThat(request.encode()).isEqualTo(REQUEST);
    assertThat(NamesRequest.decode(REQUEST)).isEqualTo(request);
  }

  @Test
  void a_reply_has_the_layout_of_the_documentation() throws Exception {
    NamesReply reply = new NamesReply(Arrays.asList("root", null, "\u00e9a"));

    assertThat(reply.encode()).isEqualTo(REPLY);
    assertThat(NamesReply.decode(REPLY, 3)).isEqualTo(reply);
  }

  @Test
  void both_survive_a_round_trip() {
    Generator.cases(300, random -> {
      NamesRequest request = RandomMessages.namesRequest(random);
      NamesReply reply = RandomMessages.namesReply(random, request.sids().size());

      assertThat(NamesRequest.decode(request.encode())).isEqualTo(request);
      assertThat(NamesReply.decode(reply.encode(), request.sids().size())).isEqualTo(reply);
    });
  }

  @Test
  void a_request_of_1024_of_the_longest_sids_fits_and_no_more() throws Exception {
    Sid longest = Sid.of(5, new int[Sid.MAX_SUB_AUTHORITIES]);
    byte[] bytes = new NamesRequest(Collections.nCopies(1024, longest)).encode();

    assertThat(bytes).hasSize(Operation.NAMES.maxPayload());
    assertThat(NamesRequest.decode(bytes).sids()).hasSize(1024);
    assertThatIllegalArgumentException().isThrownBy(() -> new NamesRequest(Collections.nCopies(1025, longest)));
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "01 04 00 00",
    "ff ff ff 7f",
    "ff ff ff ff",
    "01 00 00 00",
    "00 00 00 00 00",
    "02 00 00 00 01 01 00 00 00 00 00 01 00 00 00 00",
    "01 00 00 00 01 10 00 00 00 00 00 01 00 00 00 00",
  })
  void a_request_whose_count_is_not_its_sids_is_refused(String hex) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> NamesRequest.decode(Hex.bytes(hex)));
  }

  @Test
  void a_reply_must_have_as_many_names_as_were_asked_for() {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> NamesReply.decode(REPLY, 2));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> NamesReply.decode(REPLY, 4));
  }

  @Test
  void a_name_of_512_bytes_is_sent_and_a_longer_one_is_not() throws Exception {
    String longest = "n".repeat(NamesReply.MAX_NAME);
    byte[] bytes = new NamesReply(List.of(longest, longest + "n", "\u00e9".repeat(257), "last")).encode();

    assertThat(NamesReply.decode(bytes, 4).names()).containsExactly(longest, null, null, "last");
    byte[] tooLong = Arrays.copyOf(Hex.bytes("01 00 00 00 01 02"), 6 + 513);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> NamesReply.decode(tooLong, 1));
  }
}
