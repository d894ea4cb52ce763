package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The code of docs/impersonating-server.md compiles, and does what the page says. */
class ImpersonatingServerPageTest {
  private static final Path PAGE = Path.of("../docs/impersonating-server.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```(java|text)\\n(.*?)```");
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

  private static Sandbox sandbox;
  private static Path authority;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    authority = sandbox.startMachine();
    compile();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static List<String> blocks(String kind) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      if (block.group(1).equals(kind)) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }

  /** Compiles all code of the page, without a warning, to where every user may run it. */
  private static void compile() throws IOException {
    Path folder = Files.createDirectory(sandbox.folder().resolve("page"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<Path> sources = new ArrayList<>();
    for (String code : blocks("java")) {
      Matcher name = CLASS.matcher(code);
      assertThat(name.find()).isTrue();
      sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), code));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options = List.of(
          "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-Xlint:all,-processing", "-Werror",
          "-proc:none");
      JavaCompiler.CompilationTask task =
          compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      assertThat(task.call()).as(said.toString()).isTrue();
    }
  }

  /** The command line of a class of the page. */
  private static List<String> page(String name, String... arguments) {
    List<String> command = sandbox.java(name, arguments);
    int classPath = command.indexOf("-cp") + 1;
    command.set(classPath, sandbox.folder().resolve("page") + ":" + command.get(classPath));
    return command;
  }

  /** Starts a server of the page and has each line's user call it as that line says; what comes out is the block. */
  private static void prints(int block, List<String> server, Path path) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(server).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("TOKEND_SOCKET", authority.toString());
    Process process = builder.start();
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("ready");
      List<String> told = new ArrayList<>();
      List<String> expected = blocks("text").get(block).lines().toList();
      for (String line : expected) {
        String call = line.substring(0, line.indexOf(": "));
        told.add(call + ": " + visit(path, call.split(" ", -1)));
      }
      assertThat(told).containsExactlyElementsOf(expected);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static String visit(Path path, String[] call) throws Exception {
    User user = call[0].equals("alice") ? User.ALICE : User.BOB;
    List<String> command = new ArrayList<>(List.of("env", "TOKEND_SOCKET=" + authority));
    command.addAll(user.running(page("Visitor", path.toString(), call[1])));
    Outcome outcome = sandbox.run(command);
    assertThat(outcome.status()).as(outcome.err()).isZero();
    return outcome.out().strip();
  }

  @Test
  void a_server_of_roots_acts_as_its_callers() throws Exception {
    Path path = sandbox.folder().resolve("root.sock");
    prints(0, page("Greeter", path.toString()), path);
  }

  @Test
  void a_server_without_the_privilege_acts_as_its_own_user_alone() throws Exception {
    Path path = homeOfBob("plain").resolve("bob.sock");
    prints(1, User.BOB.running(page("Greeter", path.toString())), path);
  }

  @Test
  void a_restricted_server_is_denied_its_own_user() throws Exception {
    Path path = homeOfBob("restricted").resolve("bob.sock");
    List<String> server = new ArrayList<>(List.of(authority.toString(), User.BOB.sid()));
    server.addAll(page("Greeter", path.toString()));
    prints(2, User.BOB.running(sandbox.java("dev.tokend.live.Restricted", server.toArray(String[]::new))), path);
  }

  private static Path homeOfBob(String name) throws IOException {
    Path home = Files.createDirectory(sandbox.folder().resolve(name));
    Files.setAttribute(home, "unix:uid", User.BOB.uid());
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    return home;
  }
}
