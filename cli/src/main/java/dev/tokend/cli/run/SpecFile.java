package dev.tokend.cli.run;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.NearNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.spec.SpecTextException;
import dev.tokend.surface.spec.TokenSpecField;
import dev.tokend.surface.spec.TokenSpecText;
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
public record SpecFile(String name, InputStream standardInput) {

  /** All of it; what has fewer than {@code min} bytes or more than {@code max} is no spec. */
  public byte[] read(int min, int max) throws CommandException {
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
    if (bytes.length < min || bytes.length > max) {
      String size = bytes.length > max ? "more than " + max + " bytes" : "only " + bytes.length + " bytes";
      throw CommandException.of(
          ExitStatus.MALFORMED, "malformed spec in " + described(), size, mistaken(bytes, min > 0), null);
    }
    return bytes;
  }

  /** Its text is no spec. */
  public CommandException malformed(String subject, byte[] text, SpecTextException cause) {
    return CommandException.unknown(
        ExitStatus.MALFORMED, "malformed " + subject + " in " + described(), String.valueOf(cause.getMessage()),
        NearNames.of(cause.word(), cause.known()), mistaken(text, false));
  }

  /** Its bytes are no spec. */
  public CommandException malformed(String subject, byte[] spec, MalformedException cause) {
    TokenSpecField field = subject.equals("token spec") ? TokenSpecField.atOffset(cause.offset()) : null;
    String place = "byte " + cause.offset() + (field == null ? ": " : ", " + field.json() + ": ");
    return CommandException.of(
        ExitStatus.MALFORMED, "malformed " + subject + " in " + described(), place + cause.reason(),
        mistaken(spec, true), cause);
  }

  /** A hint where text was given for bytes, or bytes for text. */
  private static List<String> mistaken(byte[] file, boolean forBytes) {
    if (forBytes && TokenSpecText.isText(file)) {
      return List.of("it begins as a readable spec does: token spec encode reads that");
    }
    // A binary spec begins with its version or its logon type, 2 to 9; text begins with neither but for a tab.
    if (!forBytes && file.length > 0 && file[0] >= 0 && file[0] < '\t') {
      return List.of("it begins as a binary spec does: token spec decode reads that");
    }
    return List.of();
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
