package dev.tokend.kacs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sddl.SidText;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidArray;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** SIDs in both forms, and arrays of them. */
class SidFuzzTest {
  static List<byte[]> sids() {
    return Seeds.sids();
  }

  static List<byte[]> texts() {
    return Seeds.sidTexts();
  }

  static List<byte[]> arrays() {
    return Seeds.sidArrays();
  }

  @MethodSource("sids")
  @FuzzTest
  void bytes(byte[] input) throws MalformedException {
    Sid sid = Oracle.bytes(input, Sid::readExact);
    if (sid != null) {
      assertThat(sid.toByteArray()).isEqualTo(input);
      assertThat(sid.size()).isEqualTo(input.length);
      assertThat(sid.regionEquals(input, 0)).isTrue();
      assertThat(Sid.parse(sid.toString())).isEqualTo(sid);
      assertThat(SidText.parse(SidText.print(sid))).isEqualTo(sid);
    }
  }

  @MethodSource("texts")
  @FuzzTest
  @DictionaryEntries({"S-1-", "0x", "4294967295", "281474976710655"})
  void text(byte[] input) throws MalformedException {
    String text = Oracle.textOf(input);
    Sid plain = Oracle.text(text, Sid::parse);
    if (plain != null) {
      assertThat(Sid.parse(plain.toString())).isEqualTo(plain);
      assertThat(SidText.parse(text)).isEqualTo(plain);
    }
    Sid sddl = Oracle.text(text, SidText::parse);
    if (sddl != null) {
      assertThat(SidText.parse(SidText.print(sddl))).isEqualTo(sddl);
      assertThat(Sid.readExact(sddl.toByteArray())).isEqualTo(sddl);
    }
  }

  @MethodSource("arrays")
  @FuzzTest
  void array(byte[] input) throws MalformedException {
    List<SidAndAttributes> array = Oracle.bytes(input, bytes -> {
      ByteReader in = new ByteReader("SID array", bytes);
      List<SidAndAttributes> read = SidArray.readCounted(in);
      in.expectEnd();
      return read;
    });
    if (array != null) {
      ByteWriter out = new ByteWriter();
      SidArray.writeCounted(out, array);
      assertThat(out.toByteArray()).isEqualTo(input);
    }
  }
}
