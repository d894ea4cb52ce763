package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.Generator;
import dev.tokend.surface.Hex;
import org.junit.jupiter.api.Test;

class WordsAndSizedTest {
  @Test
  void words_are_little_endian() throws Exception {
    byte[] bytes = Hex.bytes("08 00 00 00  04 03 02 01  ff ff ff ff");

    assertThat(Words.encode(8, 0x01020304, -1)).isEqualTo(bytes);
    assertThat(Words.decode(Operation.OPEN_THREAD, bytes, 3)).containsExactly(8, 0x01020304, -1);
  }

  @Test
  void words_survive_a_round_trip() {
    Generator.cases(100, random -> {
      int[] words = random.ints(random.nextInt(6)).toArray();
      assertThat(Words.decode(Operation.QUERY, Words.encode(words), words.length)).isEqualTo(words);
    });
  }

  @Test
  void exactly_so_many_words_are_read_and_a_failure_names_the_operation() {
    byte[] two = Words.encode(1, 2);

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Words.decode(Operation.OPEN_SELF, two, 1))
        .withMessageContaining("open_self");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Words.decode(Operation.OPEN_THREAD, two, 3))
        .withMessageContaining("open_thread");
  }

  @Test
  void a_sized_reply_is_its_length_and_its_bytes() throws Exception {
    byte[] bytes = Hex.bytes("03 00 00 00  0a 0b 0c");

    assertThat(new Sized(3, new byte[] {10, 11, 12}).encode()).isEqualTo(bytes);
    Sized read = Sized.decode(bytes);
    assertThat(read.required()).isEqualTo(3);
    assertThat(read.bytes()).containsExactly(10, 11, 12);
  }

  @Test
  void a_sized_reply_may_be_the_size_alone() throws Exception {
    Sized read = Sized.decode(Hex.bytes("e8 03 00 00"));

    assertThat(read.required()).isEqualTo(1000);
    assertThat(read.bytes()).isEmpty();
  }

  @Test
  void a_sized_reply_with_other_than_all_of_its_bytes_is_refused() {
    for (String hex : new String[] {"03 00 00 00 0a 0b", "03 00 00 00 0a 0b 0c 0d", "00 00 00 00 0a", "03 00 00"}) {
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Sized.decode(Hex.bytes(hex)));
    }
  }

  @Test
  void sized_replies_survive_a_round_trip() {
    Generator.cases(100, random -> {
      Sized sized = RandomMessages.sized(random);
      Sized read = Sized.decode(sized.encode());
      assertThat(read.required()).isEqualTo(sized.required());
      assertThat(read.bytes()).isEqualTo(sized.bytes());
    });
  }
}
