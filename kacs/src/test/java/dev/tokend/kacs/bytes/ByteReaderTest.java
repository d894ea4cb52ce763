package dev.tokend.kacs.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ByteReaderTest {
  @Test
  void reads_numbers_as_little_endian_and_unsigned_where_it_says_so() throws Exception {
    ByteReader in = new ByteReader("T", Hex.bytes("ff fe ff 01 00 00 80 ff ff ff ff 08 07 06 05 04 03 02 81"));

    assertThat(in.u8()).isEqualTo(0xFF);
    assertThat(in.u16()).isEqualTo(0xFFFE);
    assertThat(in.i32()).isEqualTo(0x8000_0001);
    assertThat(in.u32()).isEqualTo(0xFFFF_FFFFL);
    assertThat(in.i64()).isEqualTo(0x8102_0304_0506_0708L);
    in.expectEnd();
  }

  @Test
  void refuses_every_read_past_its_bound_and_stays_where_it_was() {
    ByteReader in = new ByteReader("T", new byte[10], 4, 5);

    refuses(in, in::u16);
    refuses(in, in::i32);
    refuses(in, in::u32);
    refuses(in, in::i64);
    refuses(in, () -> in.bytes(2));
    refuses(in, () -> in.skip(-1));
    refuses(in, () -> in.slice(Integer.MAX_VALUE));
    assertThat(in.remaining()).isEqualTo(1);
  }

  private static void refuses(ByteReader in, ThrowingCallable read) {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(read).satisfies(e -> {
      assertThat(e.offset()).isEqualTo(in.position()).isEqualTo(4);
      assertThat(e.structure()).isEqualTo("T");
    });
  }

  @Test
  void does_not_allocate_by_a_length_that_is_not_there() {
    ByteReader in = new ByteReader("T", new byte[8]);

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> in.bytes(Integer.MAX_VALUE));
  }

  @Test
  void a_slice_ends_at_its_own_bound_and_keeps_the_offsets_of_the_buffer() throws Exception {
    ByteReader in = new ByteReader("outer", new byte[8]);
    in.skip(2);
    ByteReader slice = in.slice("inner", 3);

    slice.skip(3);
    assertThatThrownBy(slice::u8).hasMessage("inner: needs 1 bytes, has 0 at offset 5");
    assertThat(in.position()).isEqualTo(5);
  }

  @Test
  void says_how_much_is_left_over() {
    ByteReader in = new ByteReader("T", new byte[3]);

    assertThatThrownBy(in::expectEnd).hasMessage("T: 3 bytes left over at offset 0");
  }

  @Test
  void reads_back_what_the_writer_wrote() {
    Generator.cases(500, random -> {
      ByteWriter out = new ByteWriter(random.nextInt(8));
      int count = random.nextInt(40);
      long[] values = random.longs(count).toArray();
      for (int i = 0; i < count; i++) {
        switch (i % 4) {
          case 0 -> out.u8((int) values[i]);
          case 1 -> out.u16((int) values[i]);
          case 2 -> out.i32((int) values[i]);
          default -> out.i64(values[i]);
        }
      }
      byte[] tail = Generator.bytes(random, 100);
      out.bytes(tail).zeros(3);

      byte[] written = out.toByteArray();
      assertThat(written).hasSize(out.size());
      ByteReader in = new ByteReader("T", written);
      for (int i = 0; i < count; i++) {
        switch (i % 4) {
          case 0 -> assertThat(in.u8()).isEqualTo((int) values[i] & 0xFF);
          case 1 -> assertThat(in.u16()).isEqualTo((int) values[i] & 0xFFFF);
          case 2 -> assertThat(in.i32()).isEqualTo((int) values[i]);
          default -> assertThat(in.i64()).isEqualTo(values[i]);
        }
      }
      assertThat(in.bytes(tail.length)).isEqualTo(tail);
      assertThat(in.bytes(3)).isEqualTo(new byte[3]);
      in.expectEnd();
    });
  }

  @Test
  void the_writer_patches_only_what_it_has_written() {
    ByteWriter out = new ByteWriter().i32(0).u8(9);

    out.patch32(0, 0x0403_0201);
    assertThat(out.toByteArray()).containsExactly(1, 2, 3, 4, 9);
    assertThatThrownBy(() -> out.patch32(2, 0)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
