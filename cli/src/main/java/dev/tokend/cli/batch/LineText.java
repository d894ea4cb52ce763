package dev.tokend.cli.batch;

import java.io.Reader;

/** The characters of a text, without the lock that the JDK's reader takes for each. */
final class LineText extends Reader {
  private final String text;
  private int at;

  LineText(String text) {
    this.text = text;
  }

  @Override
  public int read(char[] buffer, int offset, int length) {
    int count = Math.min(length, text.length() - at);
    if (count == 0) {
      return -1;
    }
    text.getChars(at, at + count, buffer, offset);
    at += count;
    return count;
  }

  @Override
  public void close() {}
}
