package dev.tokend.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A shell that takes one command after the other, as somebody types them, and what it says to each. */
final class Terminal implements AutoCloseable {
  private static final String MARK = "=== that was all ===";

  private final Process shell;
  private final Writer in;
  private final BufferedReader out;

  /**
   * @param command the shell, which reads commands from its standard input
   * @param folder its working folder
   */
  Terminal(List<String> command, Path folder) throws IOException {
    this.shell = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    this.in = shell.outputWriter(StandardCharsets.UTF_8);
    this.out = shell.inputReader(StandardCharsets.UTF_8);
  }

  /** What a command says, errors included; it may have several lines. */
  String says(String command) throws IOException {
    in.write(command + "\necho '" + MARK + "'\n");
    in.flush();
    return untilMark();
  }

  /**
   * Starts what reads the further commands in the shell's place, or ends it. The shell has read the line when this
   * returns, so it takes none of those that follow.
   */
  void handOver(String line) throws IOException {
    in.write("echo '" + MARK + "'; " + line + "\n");
    in.flush();
    untilMark();
  }

  private String untilMark() throws IOException {
    StringBuilder said = new StringBuilder();
    for (String line = out.readLine(); !MARK.equals(line); line = out.readLine()) {
      if (line == null) {
        throw new IOException("the shell has ended: " + said);
      }
      said.append(line).append('\n');
    }
    return said.toString();
  }

  @Override
  public void close() throws IOException {
    shell.destroyForcibly();
    in.close();
    out.close();
  }
}
