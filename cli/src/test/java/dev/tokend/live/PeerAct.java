package dev.tokend.live;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Exec;
import dev.tokend.linux.process.Spawn;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A process that does one thing after another with Unix sockets: after the authority's socket each argument is a step,
 * whose outcome is one line. Its words are set apart by spaces, or by tabs where a step is itself part of a step.
 * {@code wait} waits for a line of the input, or its end; {@code hold} as long as the authority's socket is there.
 */
final class PeerAct {
  private static final int IN_CHILD = 9;

  private final Path authority;
  private final List<PeerSocket> connections = new ArrayList<>();
  private Fd socket;
  private TokenClient client;

  private PeerAct(Path authority) {
    this.authority = authority;
  }

  public static void main(String[] arguments) throws Exception {
    PeerAct act = new PeerAct(Path.of(arguments[0]));
    for (int i = 1; i < arguments.length; i++) {
      String outcome;
      try {
        outcome = act.step(arguments[i]);
      } catch (RefusedException e) {
        outcome = e.failure().errno() + " " + e.failure().check();
      }
      System.out.println(outcome);
    }
  }

  private TokenClient client() throws Exception {
    if (client == null) {
      client = Sandbox.connect(authority).forCallingThreads();
    }
    return client;
  }

  private String step(String step) throws Exception {
    String[] words = step.split(step.contains(" ") ? " " : "\t", -1);
    switch (words[0]) {
      case "wait" -> {
        var _ = System.in.read();
      }
      case "hold" -> {
        while (Files.exists(authority)) {
          Thread.sleep(50);
        }
      }
      case "await" -> {
        while (!Files.exists(Path.of(words[1]))) {
          Thread.sleep(10);
        }
      }
      case "connect" -> {
        PeerSocket connected = client().peers().connect(Path.of(words[1]), ImpersonationLevel.valueOf(words[2]));
        connected.output().write((words[3] + "\n").getBytes(StandardCharsets.UTF_8));
        connections.add(connected);
      }
      case "lower" ->
          client().runLowered(
              new RunRequest(Integer.valueOf(words[1]), RestrictRequest.of(0, List.of(), List.of(), false)));
      case "socket" -> socket = UnixSocket.blocking(SocketType.valueOf(words[1]));
      case "take" -> socket = new Fd(Integer.parseInt(words[1]));
      case "keep" -> FdFlags.keepOnExec(socket.number());
      case "register" -> client().peers().register(socket.number(), ImpersonationLevel.valueOf(words[1]));
      case "join" -> UnixSocket.connect(socket.number(), Path.of(words[1]));
      case "bind" -> UnixSocket.bind(socket.number(), Path.of(words[1]));
      case "listen" -> UnixSocket.listen(socket.number(), 8);
      case "close" -> socket.close();
      case "child" -> child(words);
      case "become" -> throw Exec.replace(command(words));
      default -> throw new IllegalArgumentException(words[0]);
    }
    return "done";
  }

  /** The command that a step names; {@code FD} stands for the socket's number here. */
  private Command command(String[] words) {
    for (int i = 1; i < words.length; i++) {
      words[i] = words[i].replace("FD", Integer.toString(socket.number()));
    }
    return Command.of(Arrays.copyOfRange(words, 1, words.length));
  }

  /** Runs a command with the socket as its descriptor 9, which ends by itself. */
  private void child(String[] words) throws Exception {
    var _ = Spawn.of(command(words)).withDescriptor(IN_CHILD, socket.number()).start();
  }
}
