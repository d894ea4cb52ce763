package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.Fd;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Spawn;
import dev.tokend.surface.client.PeerListener;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The machine's authority, a server's socket in this process, which is root's, and clients that connect to it. */
final class PeerStage implements AutoCloseable {
  static final int IN_CHILD = 9;

  final Sandbox sandbox;
  final Path authority;
  final Path server;
  final TokenClient client;
  private final PeerListener listener;
  private final List<Process> processes = new ArrayList<>();

  private PeerStage(Sandbox sandbox, Path authority) throws IOException {
    this.sandbox = sandbox;
    this.authority = authority;
    this.server = sandbox.folder().resolve("server.sock");
    this.client = Sandbox.connect(authority).forCallingThreads();
    this.listener = listen(server);
  }

  static PeerStage create() throws IOException {
    Sandbox sandbox = Sandbox.create();
    return new PeerStage(sandbox, sandbox.startMachine());
  }

  /** A server's socket to which everybody may connect. */
  static PeerListener listen(Path path) throws IOException {
    PeerListener listener = PeerListener.bind(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
    return listener;
  }

  PeerSocket accept() throws IOException {
    return listener.accept();
  }

  /** The command line of a {@link PeerAct}. */
  List<String> act(String... steps) {
    List<String> all = new ArrayList<>(List.of(authority.toString()));
    all.addAll(List.of(steps));
    return sandbox.java("dev.tokend.live.PeerAct", all.toArray(String[]::new));
  }

  /** A process that runs until its input ends, or it is killed. */
  Act start(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    processes.add(process);
    return new Act(process, process.inputReader());
  }

  /** A client that connects as a registered identity, says its name and waits. */
  Act connected(User user, ImpersonationLevel level) throws IOException {
    Act act = start(user.running(act("connect " + server + " " + level + " " + user.name(), "wait")));
    assertThat(act.line()).isEqualTo("done");
    return act;
  }

  /** A process whose steps are told line by line. */
  record Act(Process process, BufferedReader lines) {
    String line() throws IOException {
      return lines.readLine();
    }

    /** Ends it, as a crash would. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /** A process that has a socket of this one as its descriptor 9, and tells its steps in a file. */
  record Heir(Child child, Path out) implements AutoCloseable {
    /** Waits until so many of its steps are done. */
    void awaitLines(int count) throws Exception {
      for (int i = 0; i < 1000 && Files.readAllLines(out).size() < count; i++) {
        Thread.sleep(10);
      }
      assertThat(Files.readAllLines(out)).hasSize(count).containsOnly("done");
    }

    /** Ends it. */
    @Override
    public void close() throws IOException {
      child.process().signal(9);
      var _ = child.awaitExitStatus();
      child.close();
    }
  }

  /** Starts a process that inherits a socket. */
  Heir inheriting(Fd socket, List<String> command) throws IOException {
    Path out = Files.createTempFile(sandbox.folder(), "out", "");
    List<String> shell =
        new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >'" + out + "' 2>&1 </dev/zero", "sh"));
    shell.addAll(command);
    Command run = Command.of(shell.toArray(String[]::new));
    return new Heir(Spawn.of(run).withDescriptor(IN_CHILD, socket.number()).start(), out);
  }

  /** What this process, root's, is told of a socket's peer: user and level, or the check that refused. */
  String peer(PeerSocket socket) throws Exception {
    return peer(socket.number());
  }

  String peer(int socket) throws Exception {
    return told(client, new Target.Peer(socket));
  }

  /** User and level of a token, or the check that refused. */
  static String told(TokenClient client, Target target) throws IOException, MalformedException {
    int classes = 1 << QueryClass.USER.number() | 1 << QueryClass.IMPERSONATION_LEVEL.number();
    try {
      Inspection token = client.inspect(target, 0x8, classes, false);
      ImpersonationLevel level = ImpersonationLevel.byValue(token.payload(QueryClass.IMPERSONATION_LEVEL)[0]);
      return Sid.readExact(token.payload(QueryClass.USER)) + " " + level;
    } catch (RefusedException e) {
      return e.failure().errno() + " " + e.failure().check();
    }
  }

  /** Runs a command to its end with a socket as its descriptor 9; yields its lines. */
  List<String> with(PeerSocket socket, List<String> command) throws Exception {
    Path out = Files.createTempFile(sandbox.folder(), "out", "");
    List<String> shell = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >'" + out + "' 2>&1", "sh"));
    shell.addAll(command);
    Command run = Command.of(shell.toArray(String[]::new));
    try (Child child = Spawn.of(run).withDescriptor(IN_CHILD, socket.number()).start()) {
      assertThat(child.awaitExitStatus()).as(Files.readString(out)).isZero();
    }
    return Files.readAllLines(out);
  }

  /** One line of what a peer says. */
  static String line(PeerSocket socket) throws IOException {
    InputStream in = socket.input();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    client.close();
    for (Process process : processes) {
      process.destroyForcibly().onExit().join();
    }
    sandbox.close();
  }
}
