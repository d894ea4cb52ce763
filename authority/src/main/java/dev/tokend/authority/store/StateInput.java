package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.zip.CRC32C;

/**
 * The bytes of a state file from the beginning on, of which no more are in memory than are looked at together. Whatever the
 * file says of its lengths, memory is taken for bytes that are there.
 */
final class StateInput {
  private static final int SMALLEST = 1 << 16;

  private final ReadableByteChannel channel;
  private byte[] window = new byte[SMALLEST];

  /** Offset in the file of the window's first byte. */
  private int base;

  private int next;
  private int end;

  StateInput(ReadableByteChannel channel) {
    this.channel = channel;
  }

  /** Offset in the file of the next byte. */
  int position() {
    return base + next;
  }

  /** Whether so many more bytes are there. */
  boolean has(int count) throws IOException {
    while (end - next < count) {
      if (end == window.length) {
        makeRoom();
      }
      int read = channel.read(ByteBuffer.wrap(window, end, window.length - end));
      if (read < 0) {
        return false;
      }
      end += read;
    }
    return true;
  }

  private void makeRoom() {
    byte[] before = window;
    if (next == 0) {
      window = new byte[(int) Math.min(2L * window.length, Integer.MAX_VALUE - 8)];
    }
    System.arraycopy(before, next, window, 0, end - next);
    base += next;
    end -= next;
    next = 0;
  }

  /** The CRC-32C of the next bytes, which {@linkplain #has are there}. */
  int crc(int count) {
    CRC32C crc = new CRC32C();
    crc.update(window, next, count);
    return (int) crc.getValue();
  }

  /** The next bytes, which {@linkplain #has are there}, for as long as nothing else is asked for here. */
  ByteReader take(String structure, int count) {
    ByteReader reader = new ByteReader(structure, window, next, next + count);
    next += count;
    return reader;
  }

  /** The same failure of what was taken last, with its offset in the file. */
  MalformedException inFile(MalformedException e) {
    return new MalformedException(e.structure(), base + e.offset(), e.reason());
  }
}
