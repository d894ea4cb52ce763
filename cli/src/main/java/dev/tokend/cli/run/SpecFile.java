package dev.tokend.cli.run;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.NearNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.spec.SpecTextException;
import dev.tokend.surface.spec.TokenSpecField;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A file with a spec.
 *
 * @param name a path, or {@code -}
 * @param standardInput what {@code -} stands for
 */
record SpecFile(String name, InputStream standardInput) {

  /** All of it; what is larger than {@code max} bytes is no spec. */
  byte[] read(int max) throws CommandException {
    byte[] bytes;
    try {
      bytes = name.equals("-") ? standardInput.readNBytes(max + 1) : readFile(max);
    } catch (NoSuchFileException e) {
      throw unreadable("no such file", e);
    } catch (AccessDeniedException e) {
      throw unreadable("permission denied", e);
    } catch (InvalidPathException e) {
      throw unreadable("this is no path", e);
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
    if (bytes.length > max) {
      throw CommandException.of(
          ExitStatus.MALFORMED, "malformed spec in " + described(), "more than " + max + " bytes", List.of(), null);
    }
    return bytes;
  }

  /** Its text is no spec. */
  CommandException malformed(String subject, SpecTextException cause) {
    return CommandException.unknown(
        ExitStatus.MALFORMED, "malformed " + subject + " in " + described(), String.valueOf(cause.getMessage()),
        NearNames.of(cause.word(), cause.known()), List.of());
  }

  /** Its bytes are no spec. */
  CommandException malformed(String subject, MalformedException cause) {
    TokenSpecField field = subject.equals("token spec") ? TokenSpecField.atOffset(cause.offset()) : null;
    String place = " at byte " + cause.offset() + (field == null ? "" : " (" + field.json() + ")");
    return CommandException.of(
        ExitStatus.MALFORMED, "malformed " + subject + " in " + described(), cause.reason() + place, List.of(), cause);
  }

  private byte[] readFile(int max) throws IOException {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      return in.readNBytes(max + 1);
    }
  }

  private CommandException unreadable(String why, Exception cause) {
    return CommandException.of(ExitStatus.FAILED, "cannot read " + described(), why, List.of(), cause);
  }

  private String described() {
    return name.equals("-") ? "standard input" : name;
  }
}
