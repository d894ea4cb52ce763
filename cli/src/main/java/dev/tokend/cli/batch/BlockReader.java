package dev.tokend.cli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream into blocks of whole lines. What has arrived is handed on without waiting for more, so that a program
 * may write a line and wait for its answer.
 */
final class BlockReader {
  /** How much is gathered while more is there to read. */
  static final int BLOCK = 1 << 18;

  /** The longest line, in bytes; the largest descriptor with the largest policies is well below. */
  static final int MAX_LINE = 1 << 22;

  private final InputStream in;
  private byte[] buffer = new byte[BLOCK];
  private int filled;
  private int searched;
  private boolean ended;

  BlockReader(InputStream in) {
    this.in = in;
  }

  /** The next block, null at the end of the stream. */
  @Nullable LineBlock next() throws IOException {
    while (true) {
      int newline = lastNewline();
      if (newline >= 0) {
        return cut(newline + 1);
      }
      searched = filled;
      if (ended) {
        return filled == 0 ? null : cut(filled);
      }
      if (filled > MAX_LINE) {
        passOver();
        return LineBlock.ofOverlongLine();
      }
      fill();
    }
  }

  /** Reads at least once, and on while something is there and a block is not full. */
  private void fill() throws IOException {
    do {
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, 2 * buffer.length);
      }
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        ended = true;
        return;
      }
      filled += count;
    } while (filled < BLOCK && in.available() > 0);
  }

  /** The last newline of what was not searched yet, or -1. */
  private int lastNewline() {
    int at = filled - 1;
    while (at >= searched && buffer[at] != '\n') {
      at--;
    }
    return at >= searched ? at : -1;
  }

  private LineBlock cut(int size) {
    LineBlock block = LineBlock.of(buffer, size);
    keepFrom(size);
    return block;
  }

  /** Reads on to the end of a line of which nothing is kept. */
  private void passOver() throws IOException {
    int newline = filled;
    while (newline == filled && !ended) {
      filled = 0;
      fill();
      newline = 0;
      while (newline < filled && buffer[newline] != '\n') {
        newline++;
      }
    }
    keepFrom(Math.min(newline + 1, filled));
  }

  /** Goes on in a new buffer with what lies behind an offset. */
  private void keepFrom(int offset) {
    byte[] next = new byte[Math.max(BLOCK, filled - offset)];
    System.arraycopy(buffer, offset, next, 0, filled - offset);
    buffer = next;
    filled -= offset;
    searched = 0;
  }
}
