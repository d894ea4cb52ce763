package dev.tokend.surface.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.Generator;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EveryCodecTest {
  @ParameterizedTest
  @EnumSource
  void what_was_written_is_read_and_written_the_same(Codec codec) {
    Generator.cases(300, random -> {
      byte[] bytes = codec.sample(random);
      assertThat(codec.rewrite(bytes)).isEqualTo(bytes);
    });
  }

  @ParameterizedTest
  @EnumSource
  void any_bytes_give_a_value_or_a_MalformedException(Codec codec) {
    Generator.cases(5000, random -> {
      byte[] bytes = codec.nearly(random);
      try {
        codec.rewrite(bytes);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
        assertThat(e.structure()).isNotBlank();
        assertThat(e.reason()).isNotBlank();
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void no_part_of_a_message_is_a_message(Codec codec) {
    Generator.cases(20, random -> {
      byte[] bytes = codec.sample(random);
      for (int length = 0; length < bytes.length; length++) {
        byte[] part = Arrays.copyOf(bytes, length);
        try {
          // Records are whole after each of them, and what is the rest of a message is so at any length.
          assertThat(codec.rewrite(part)).isEqualTo(part);
          assertThat(codec == Codec.INSPECTION || !codec.knowsItsEnd()).isTrue();
        } catch (MalformedException e) {
          assertThat(e.offset()).isBetween(0, length);
        }
      }
    });
  }

  @ParameterizedTest
  @EnumSource
  void a_byte_too_many_is_refused(Codec codec) {
    Generator.cases(50, random -> {
      byte[] bytes = codec.sample(random);
      byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
      if (codec.knowsItsEnd()) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> codec.rewrite(longer));
      }
    });
  }
}
