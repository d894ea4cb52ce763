package dev.tokend.cli.run;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.object.DescriptorForm;
import dev.tokend.cli.object.DescriptorText;
import dev.tokend.cli.text.Printable;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.SecurityDescriptor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The argument SD: SDDL, base64 or hex, or {@code @FILE} with one of them or with the binary form. */
final class DescriptorArgument {
  private static final String ATTEMPT = "cannot read the security descriptor";

  /** How much of an SDDL text is shown around a fault. */
  private static final int BEFORE = 40;
  private static final int AFTER = 30;

  private DescriptorArgument() {}

  static SecurityDescriptor read(String argument) throws CommandException {
    if (!argument.startsWith("@")) {
      return parse(argument);
    }
    String file = argument.substring(1);
    byte[] bytes = InputFile.read(file, "the security descriptor");
    // The revision of the binary form; no text begins with it.
    if (bytes.length > 0 && bytes[0] == 1) {
      return parseBinary(bytes);
    }
    return parse(text(file, bytes));
  }

  /** Editors may put a byte order mark ahead of UTF-8. */
  private static String text(String file, byte[] bytes) throws CommandException {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return (text.startsWith("\uFEFF") ? text.substring(1) : text).strip();
    } catch (CharacterCodingException e) {
      throw CommandException.of(ExitStatus.MALFORMED, ATTEMPT,
          file + ": neither text in UTF-8 nor the binary form, which begins with the byte 1", List.of(), e);
    }
  }

  /** As {@link #read}, for a check: SDDL can say what the binary form may not, MAXIMUM_ALLOWED in an entry. */
  static SecurityDescriptor readForCheck(String argument) throws CommandException {
    return parseBinary(read(argument).toByteArray());
  }

  private static SecurityDescriptor parseBinary(byte[] bytes) throws CommandException {
    try {
      return SecurityDescriptor.parse(bytes);
    } catch (MalformedException e) {
      throw malformed(e, List.of(place(e, DescriptorForm.BINARY)));
    }
  }

  private static SecurityDescriptor parse(String text) throws CommandException {
    try {
      return DescriptorText.parse(text);
    } catch (MalformedException e) {
      DescriptorForm form = DescriptorText.form(text);
      throw malformed(e, form == DescriptorForm.SDDL ? marked(text, e) : List.of(place(e, form)));
    }
  }

  private static CommandException malformed(MalformedException e, List<String> facts) {
    String where = e.structure().equals("security descriptor") ? "" : e.structure() + ": ";
    return CommandException.of(ExitStatus.MALFORMED, ATTEMPT, where + e.reason(), facts, e);
  }

  private static String place(MalformedException e, DescriptorForm form) {
    boolean ofText = e.structure().equals("base64") || e.structure().equals("hex");
    String unit = ofText ? "character" : form.unit();
    return "at " + unit + ' ' + e.offset() + " of the " + (ofText ? form.word() : "binary form") + ", counted from 0";
  }

  /** The text around the fault, and below it a mark. */
  private static List<String> marked(String text, MalformedException e) {
    int at = Math.min(e.offset(), text.length());
    int from = Math.max(0, at - BEFORE);
    int to = Math.min(text.length(), at + AFTER);
    String lead = from == 0 ? "" : "...";
    String before = lead + Printable.text(text.substring(from, at));
    List<String> lines = new ArrayList<>();
    lines.add(before + text.substring(at, to) + (to == text.length() ? "" : "..."));
    lines.add(" ".repeat(before.length()) + "^ character " + e.offset() + ", counted from 0");
    return lines;
  }
}
