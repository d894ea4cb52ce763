package dev.tokend.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockReaderTest {
  /** Gives a few bytes at a time, as a pipe does. */
  private static final class Trickle extends InputStream {
    private final byte[] bytes;
    private final SplittableRandom random;
    private final int most;
    private int at;

    Trickle(byte[] bytes, SplittableRandom random, int most) {
      this.bytes = bytes;
      this.random = random;
      this.most = most;
    }

    @Override
    public int read() {
      throw new AssertionError("bytes are not read one by one");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      if (at == bytes.length) {
        return -1;
      }
      int count = Math.min(Math.min(length, bytes.length - at), 1 + random.nextInt(most));
      System.arraycopy(bytes, at, buffer, offset, count);
      at += count;
      return count;
    }

    @Override
    public int available() {
      return random.nextBoolean() ? Math.min(1, bytes.length - at) : 0;
    }
  }

  private static List<String> lines(InputStream in) throws IOException {
    BlockReader reader = new BlockReader(in);
    List<String> lines = new ArrayList<>();
    for (LineBlock block = reader.next(); block != null; block = reader.next()) {
      while (block.advance()) {
        try {
          lines.add(block.text());
        } catch (BadLineException e) {
          lines.add("! " + e.reason());
        }
      }
    }
    return lines;
  }

  private static List<String> lines(String text) throws IOException {
    return lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void lines_end_with_either_end_or_with_the_stream() throws IOException {
    assertThat(lines("")).isEmpty();
    assertThat(lines("a")).containsExactly("a");
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("a\r\nb\n\nc\rd\r")).containsExactly("a", "b", "", "c\rd");
    assertThat(lines("\n\n")).containsExactly("", "");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void any_pieces_of_any_stream_give_its_lines(long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder text = new StringBuilder();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      String line = "x".repeat(random.nextInt(random.nextInt(10) == 0 ? 600_000 : 50)) + i;
      expected.add(line);
      text.append(line).append(random.nextBoolean() ? "\n" : "\r\n");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
    assertThat(lines(new Trickle(bytes, random, 200_000))).as("seed %d", seed).isEqualTo(expected);
  }

  @Test
  void what_has_arrived_is_handed_on() throws IOException {
    InputStream twoWrites = new InputStream() {
      private int reads;

      @Override
      public int read() {
        throw new AssertionError();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        reads++;
        if (reads > 1) {
          throw new AssertionError("it waits for more although a line is there");
        }
        byte[] bytes = "first\nsec".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, buffer, offset, bytes.length);
        return bytes.length;
      }
    };
    LineBlock block = new BlockReader(twoWrites).next();
    assertThat(block).isNotNull();
    assertThat(block.advance()).isTrue();
    assertThat(block.advance()).isFalse();
  }

  @Test
  void an_overlong_line_is_passed_over_in_bounded_memory() throws IOException {
    byte[] bytes = new byte[3 * BlockReader.MAX_LINE];
    Arrays.fill(bytes, (byte) 'x');
    bytes[bytes.length - 3] = '\n';
    bytes[bytes.length - 1] = '\n';
    String fault = "! longer than 4194304 bytes";
    assertThat(lines(new ByteArrayInputStream(bytes))).containsExactly(fault, "x");
    assertThat(lines(new Trickle(bytes, new SplittableRandom(7), 1 << 20))).containsExactly(fault, "x");
    bytes[bytes.length - 3] = 'x';
    bytes[bytes.length - 1] = 'x';
    assertThat(lines(new ByteArrayInputStream(bytes))).containsExactly(fault);
  }

  @Test
  void bytes_that_are_no_utf_8_make_a_bad_line() throws IOException {
    byte[] bytes = "ok\nb\u00e4d\n\ufffd\nok".getBytes(StandardCharsets.UTF_8);
    assertThat(lines(new ByteArrayInputStream(bytes))).containsExactly("ok", "b\u00e4d", "\ufffd", "ok");
    bytes[4] = (byte) 0xFF;
    assertThat(lines(new ByteArrayInputStream(bytes))).containsExactly("ok", "! not UTF-8", "\ufffd", "ok");
  }
}
