package dev.tokend.live;

import dev.tokend.schema.Contract;
import dev.tokend.surface.client.AuthorityAddress;
import dev.tokend.surface.client.TokenClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A folder that every user may read, with a copy of the product's classes, and the authorities and commands that run
 * from it. Closing it stops the authorities and removes the folder.
 */
final class Sandbox implements AutoCloseable {

  private final Path folder;
  private final String classPath;
  private final List<Process> authorities = new ArrayList<>();
  private List<String> lastCommand = List.of();

  private Sandbox(Path folder, String classPath) {
    this.folder = folder;
    this.classPath = classPath;
  }

  static Sandbox create() throws IOException {
    Path folder = Files.createTempDirectory(Path.of("/tmp"), "tokend-live-");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> copies = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":", -1)) {
      if (entry.contains("tokend") || entry.contains("/target/") || entry.contains("gson")) {
        Path copy = folder.resolve("classes-" + copies.size() + (entry.endsWith(".jar") ? ".jar" : ""));
        copy(Path.of(entry), copy);
        copies.add(copy.toString());
      }
    }
    return new Sandbox(folder, String.join(":", copies));
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.exists(from)) {
      return;
    }
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path source, BasicFileAttributes attributes) throws IOException {
            Path target = to.resolve(from.relativize(source).toString());
            Files.createDirectories(target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path source, BasicFileAttributes attributes) throws IOException {
            Path target = source.equals(from) ? to : to.resolve(from.relativize(source).toString());
            Files.copy(source, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
            return FileVisitResult.CONTINUE;
          }
        });
  }

  Path folder() {
    return folder;
  }

  /** The command line of a class of the product or of the tests. */
  List<String> java(String mainClass, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xshare:auto"));
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp", classPath, mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The command line of the token command, asking an authority. */
  List<String> token(Path socket, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--authority", socket.toString()));
    all.addAll(List.of(arguments));
    return java("dev.tokend.cli.Main", all.toArray(String[]::new));
  }

  /**
   * The launchers of the repository, {@code token} and {@code tokend}, beside each other in a folder, set up as a build
   * does that; returns the path of {@code token}.
   */
  Path launcher() throws IOException {
    Path home = folder.resolve("launcher");
    if (Files.exists(home)) {
      return home.resolve("token");
    }
    Path root = Path.of("").toAbsolutePath().getParent();
    Files.createDirectories(home.resolve(".build"));
    copy(root.resolve("launch"), home.resolve("launch"));
    for (String name : List.of("token", "tokend")) {
      Files.copy(root.resolve(name), home.resolve(name));
      Files.setPosixFilePermissions(home.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(
        home.resolve(".build/launch"),
        String.join("\n", "built_from=", "built_in='" + home + "'", "java='" + java + "'", "lib='" + home + "'",
            "token_classes='" + classPath + "'", "authority_classes='" + classPath + "'", ""));
    Files.setPosixFilePermissions(home.resolve(".build"), PosixFilePermissions.fromString("rwxr-xr-x"));
    return home.resolve("token");
  }

  /** Starts the machine's authority, as root; its audit trail stays out of the machine's journal. */
  Path startMachine() throws IOException {
    return startMachine("file");
  }

  /** Starts the machine's authority, as root, with its audit trail somewhere. */
  Path startMachine(String audit) throws IOException {
    Path socket = folder.resolve("machine/tokend.sock");
    start(java("dev.tokend.authority.Tokend", "--machine", "--socket", socket.toString(), "--audit", audit));
    return socket;
  }

  /** Starts the machine's authority with so few descriptors. */
  Path startMachineWithDescriptors(int most) throws IOException {
    Path socket = folder.resolve("few/tokend.sock");
    List<String> command = new ArrayList<>(List.of("prlimit", "--nofile=" + most + ":" + most, "--"));
    command.addAll(java("dev.tokend.authority.Tokend", "--machine", "--socket", socket.toString()));
    start(command);
    return socket;
  }

  /** Starts an authority of whoever runs the tests. */
  Path startOwn(String... more) throws IOException {
    Path socket = folder.resolve("own" + authorities.size() + "/tokend.sock");
    List<String> command = java("dev.tokend.authority.Tokend", "--own", "--socket", socket.toString());
    command.addAll(List.of(more));
    start(command);
    return socket;
  }

  /** Starts a user's own authority. */
  Path startOwnOf(User user) throws IOException {
    Path home = Files.createDirectory(folder.resolve(user.name()));
    Files.setAttribute(home, "unix:uid", user.uid());
    Path socket = home.resolve("run/tokend.sock");
    start(user.running(java("dev.tokend.authority.Tokend", "--own", "--socket", socket.toString())));
    return socket;
  }

  /** Kills the last authority, as it is in the middle of whatever it does. */
  void kill() throws InterruptedException {
    authorities.getLast().destroyForcibly().waitFor();
  }

  /** Starts another authority as the last one was started. */
  void startAgain() throws IOException {
    start(lastCommand);
  }

  /** What the last authority says if it is started as the one before, and ends. */
  Outcome startInVain() throws IOException, InterruptedException {
    return run(lastCommand);
  }

  /** Starts an authority. */
  void start(List<String> command) throws IOException {
    lastCommand = List.copyOf(command);
    Process authority = new ProcessBuilder(command).redirectErrorStream(true).start();
    authorities.add(authority);
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(authority.getInputStream(), StandardCharsets.UTF_8));
    String line = lines.readLine();
    if (!"ready".equals(line)) {
      throw new IOException("the authority did not get ready: " + line);
    }
  }

  /** The last authority that was started. */
  Process lastAuthority() {
    return authorities.getLast();
  }

  static TokenClient connect(Path socket) throws IOException {
    return TokenClient.connect(new AuthorityAddress(socket, AuthorityAddress.Origin.GIVEN));
  }

  /** Runs a command to its end. */
  Outcome run(List<String> command) throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "out", "");
    Path err = Files.createTempFile(folder, "err", "");
    Process process =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    process.getOutputStream().close();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("it did not end: " + command);
    }
    Outcome outcome = new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    Contract.everyDocumentIn(outcome.out());
    Contract.everyDocumentIn(outcome.err());
    return outcome;
  }

  /** Starts something that waits until it is killed. */
  Process waiting(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  /** An authority that ended before the tests did is what their failures come from: its log goes with the folder. */
  private void tellHowItEnded(Process authority) {
    System.out.println("an authority ended by itself, with status " + authority.exitValue());
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path log : files.filter(file -> file.endsWith("tokend.log")).toList()) {
        System.out.println(log + ":\n" + Files.readString(log));
      }
      System.out.println(new String(authority.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      System.out.println("and nothing says why: " + e);
    }
  }

  @Override
  public void close() {
    for (Process authority : authorities) {
      if (!authority.isAlive()) {
        tellHowItEnded(authority);
      }
      authority.destroy();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Process authority : authorities) {
        authority.waitFor(10, TimeUnit.SECONDS);
      }
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
