package dev.tokend.cli;

import java.nio.charset.StandardCharsets;

/**
 * What a subcommand has to say, and what the process ends with.
 *
 * @param status {@link ExitStatus#SUCCESS}, or what the answer itself means: {@link ExitStatus#DENIED} of a check
 * @param bytes for standard output, as they are; none where they were written already
 */
public record Output(ExitStatus status, byte[] bytes) {
  /** Text with a status of its own. */
  public Output(ExitStatus status, String text) {
    this(status, utf8(text));
  }

  /** The output of a subcommand that did what was asked. */
  public static Output of(String text) {
    return of(utf8(text));
  }

  /** The output, perhaps no text, of a subcommand that did what was asked. */
  public static Output of(byte[] bytes) {
    return new Output(ExitStatus.SUCCESS, bytes);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
