package dev.tokend.cli.run;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Files that a command line names, read whole. */
final class InputFile {
  /** More than any descriptor, token, claims or policies that make sense. */
  private static final int MAX_SIZE = 1 << 24;

  private InputFile() {}

  /**
   * The bytes of a file.
   *
   * @param what what is in it, for the error
   */
  static byte[] read(String file, String what) throws CommandException {
    try (FileInputStream in = new FileInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_SIZE + 1);
      if (bytes.length > MAX_SIZE) {
        throw failed(file, what, "larger than 16 MiB", null);
      }
      return bytes;
    } catch (FileNotFoundException e) {
      throw CommandException.of(
          ExitStatus.FAILED, "cannot read " + what, String.valueOf(e.getMessage()), List.of(), e);
    } catch (IOException e) {
      throw failed(file, what, String.valueOf(e.getMessage()), e);
    }
  }

  private static CommandException failed(
      String file, String what, String why, @Nullable IOException e) {
    return CommandException.of(ExitStatus.FAILED, "cannot read " + what, file + ": " + why, List.of(), e);
  }
}
