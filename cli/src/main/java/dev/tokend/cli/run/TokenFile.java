package dev.tokend.cli.run;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.batch.BadLineException;
import dev.tokend.cli.batch.TokenReader;
import dev.tokend.kacs.access.Subject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The token of {@code --token FILE}. */
final class TokenFile {
  private TokenFile() {}

  /** The token; null where no file was named. */
  static @Nullable Subject read(@Nullable String file) throws CommandException {
    if (file == null) {
      return null;
    }
    byte[] bytes = InputFile.read(file, "the token");
    try {
      return TokenReader.parse(new String(bytes, StandardCharsets.UTF_8));
    } catch (BadLineException e) {
      throw CommandException.of(ExitStatus.MALFORMED, "cannot read the token in " + file, e.reason(), List.of(), e);
    }
  }
}
