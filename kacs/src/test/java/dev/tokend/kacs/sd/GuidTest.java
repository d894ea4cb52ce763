package dev.tokend.kacs.sd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidTest {
  @Test
  void has_the_byte_order_of_windows() throws Exception {
    byte[] bytes = Hex.bytes("ba 7a 96 bf e6 0d d0 11 a2 85 00 aa 00 30 49 e2");

    Guid guid = Guid.read(new ByteReader("GUID", bytes));

    assertThat(guid).hasToString("bf967aba-0de6-11d0-a285-00aa003049e2");
    assertThat(Guid.parse("BF967aba-0de6-11d0-a285-00aa003049E2")).isEqualTo(guid);
    ByteWriter out = new ByteWriter();
    guid.writeTo(out);
    assertThat(out.toByteArray()).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "", "bf967aba-0de6-11d0-a285-00aa003049e", "bf967aba-0de6-11d0-a285-00aa003049e22",
    "bf967aba0de611d0a28500aa003049e2",
    "{bf967aba-0de6-11d0-a285-00aa003049e2}", "bf967aba-0de6-11d0-a285-00aa003049eg",
    "bf967aba-0de6-11d0-a285-00aa003049e\uff12",
    "bf967ab-a0de6-11d0-a285-00aa003049e2",
  })
  void refuses_every_other_form(String text) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Guid.parse(text));
  }
}
