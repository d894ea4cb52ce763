package dev.tokend.authority.names;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of UTF-8 text that an administrator writes; what is wrong with it is said with its name. */
public final class TextFile {

  private static final int MOST_BYTES = 4 << 20;

  private TextFile() {}

  /**
   * Reads the whole file.
   *
   * @throws java.nio.file.NoSuchFileException if there is none
   * @throws IOException if it cannot be read, is larger than 4 MiB, or a line is not UTF-8; the message names the file
   *     and the line
   */
  public static String read(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(bytes(file));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(file + ", line " + lineAt(bytes) + ": not UTF-8", e);
    }
  }

  private static byte[] bytes(Path file) throws IOException {
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new FileSystemException(file.toString(), null, "larger than " + MOST_BYTES + " bytes");
      }
      return Files.readAllBytes(file);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** The line in which decoding stopped, from 1. */
  private static int lineAt(ByteBuffer bytes) {
    int line = 1;
    for (int i = 0; i < bytes.position(); i++) {
      if (bytes.get(i) == '\n') {
        line++;
      }
    }
    return line;
  }
}
