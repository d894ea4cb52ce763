package dev.tokend.cli.batch;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Lines of UTF-8 that grow in memory. */
final class LineOutput extends Writer {
  private byte[] bytes;
  private int size;

  LineOutput(int capacity) {
    bytes = new byte[capacity];
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  @Override
  public void write(int c) {
    if (c < 0x80) {
      reserve(1);
      bytes[size++] = (byte) c;
    } else {
      write(String.valueOf((char) c));
    }
  }

  @Override
  public void write(char[] text, int offset, int length) {
    write(new String(text, offset, length), 0, length);
  }

  @Override
  public void write(String text) {
    write(text, 0, text.length());
  }

  @Override
  public void write(String text, int offset, int length) {
    reserve(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(offset + i);
      if (c >= 0x80) {
        encode(text.substring(offset + i, offset + length));
        return;
      }
      bytes[size++] = (byte) c;
    }
  }

  private void encode(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, size, encoded.length);
    size += encoded.length;
  }

  private void reserve(int more) {
    if (more > bytes.length - size) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
