package dev.tokend.surface.client;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts the user's own authority and waits until it is ready.
 *
 * <p>The authority says {@code ready} on its standard output once its socket listens, also when it found that another
 * one listens already, so that two commands started at once both go on. Anything else that it says is why it failed.
 *
 * @param command the program that starts an authority, without arguments
 */
public record AuthorityStarter(List<String> command) {

  /** Copies the list. */
  public AuthorityStarter {
    command = List.copyOf(command);
  }

  /**
   * Starts an authority that listens at a path.
   *
   * @throws AuthorityUnreachableException if it does not get ready; the reason is what it said
   */
  public void start(Path socket) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command));
    builder.command().add("--own");
    builder.command().add("--socket");
    builder.command().add(socket.toString());
    builder.directory(new File("/"));
    builder.redirectInput(new File("/dev/null"));
    builder.redirectErrorStream(true);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new AuthorityUnreachableException(socket, String.valueOf(e.getMessage()));
    }
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals("ready")) {
          return;
        }
        if (said.length() < 2000) {
          said.append(said.isEmpty() ? "" : "; ").append(line);
        }
      }
    }
    throw new AuthorityUnreachableException(
        socket, said.isEmpty() ? "the authority ended before it was ready" : said.toString());
  }
}
