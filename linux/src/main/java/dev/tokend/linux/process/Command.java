package dev.tokend.linux.process;

import dev.tokend.linux.call.CString;
import dev.tokend.linux.call.LibcFunction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A program to run: what execve(2) takes. Arguments and variables are bytes, because Java's decoding of its own loses
 * those that the locale does not know.
 *
 * @param arguments the program first, looked up in PATH unless it contains a slash; not empty
 * @param environment {@code NAME=value} each
 */
public record Command(List<byte[]> arguments, List<byte[]> environment) {
  /** Copies the lists. */
  public Command {
    arguments = List.copyOf(arguments);
    environment = List.copyOf(environment);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
  }

  /** A command with this process's environment. */
  public static Command of(List<byte[]> arguments) {
    return new Command(arguments, CString.readArray(LibcFunction.pointerVariable("environ")));
  }

  /** A command with this process's environment, its arguments encoded as UTF-8. */
  public static Command of(String... arguments) {
    List<byte[]> bytes = new ArrayList<>();
    for (String argument : arguments) {
      bytes.add(argument.getBytes(StandardCharsets.UTF_8));
    }
    return of(bytes);
  }

  /** The same command with a variable set, in place of one of that name. */
  public Command withVariable(String name, String value) {
    byte[] prefix = (name + "=").getBytes(StandardCharsets.UTF_8);
    List<byte[]> changed = new ArrayList<>();
    for (byte[] variable : environment) {
      if (!startsWith(variable, prefix)) {
        changed.add(variable);
      }
    }
    changed.add((name + "=" + value).getBytes(StandardCharsets.UTF_8));
    return new Command(arguments, changed);
  }

  private static boolean startsWith(byte[] text, byte[] prefix) {
    if (text.length < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (text[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** The program, as an error names it. */
  public String program() {
    return new String(arguments.getFirst(), StandardCharsets.UTF_8);
  }
}
