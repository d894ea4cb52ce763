package dev.tokend.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.linux.DescriptorLeaks;
import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.ForeignUser;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import dev.tokend.linux.proc.ProcStat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(DescriptorLeaks.class)
class ExecTest {
  @TempDir private Path folder;

  private record Outcome(int status, int pid, String output) {}

  private Outcome run(Command command) throws Exception {
    Path file = Files.createTempFile(folder, "output", null);
    try (Fd output = FileOpen.open(file, OpenFlags.WRITE_ONLY);
        Child child = Spawn.of(command).withDescriptor(1, output.number()).withDescriptor(2, 2).start()) {
      int status = child.awaitExitStatus();
      return new Outcome(status, child.pid(), Files.readString(file, StandardCharsets.ISO_8859_1));
    }
  }

  private Outcome runChild(String... arguments) throws Exception {
    return run(Command.of(ForeignUser.java(ProcessChild.class, arguments)));
  }

  @Test
  void the_process_becomes_the_program_with_its_id_and_its_exit_status() throws Exception {
    Outcome outcome = runChild("exec", "sh", "-c", "echo $$; exit 42");
    assertThat(outcome.output()).isEqualTo("before " + outcome.pid() + "\n");
    assertThat(outcome.status()).isEqualTo(42);
  }

  @Test
  void no_signal_is_blocked_and_the_core_dump_filter_is_the_parents() throws Exception {
    Outcome outcome = runChild("exec", "cat", "/proc/self/status", "/proc/self/coredump_filter");
    assertThat(outcome.output()).contains("SigBlk:\t0000000000000000").contains("Threads:\t1\n");
    String own = Files.readString(Path.of("/proc/self/coredump_filter"));
    assertThat(outcome.output()).endsWith(own);
  }

  @Test
  void the_jvms_files_are_closed_and_what_is_handed_down_stays() throws Exception {
    String script = "readlink /proc/$$/fd/*; echo $TOKEN_FD; readlink /proc/$$/fd/$TOKEN_FD";
    Outcome outcome = runChild("exec", "sh", "-c", script);
    List<String> lines = new ArrayList<>(outcome.output().lines().toList());
    assertThat(lines).noneMatch(line -> line.contains("modules") || line.contains(".jar") || line.contains("java"));
    assertThat(lines).filteredOn("/etc/passwd"::equals).hasSize(2);
    // Standard streams, the inherited file, the number, and the file again.
    assertThat(lines).hasSize(6);
  }

  @Test
  void the_jars_of_the_class_path_are_closed() throws Exception {
    Path jar = folder.resolve("classes.jar");
    String[] java = ForeignUser.java(ProcessChild.class, "exec", "sh", "-c", "readlink /proc/$$/fd/*");
    int classPath = List.of(java).indexOf("-cp") + 1;
    writeJar(jar, java[classPath].split(":"));
    java[classPath] = jar.toString();
    assertThat(run(Command.of(java)).output()).contains("/etc/passwd").doesNotContain(jar.toString());
  }

  private static void writeJar(Path jar, String[] folders) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String folder : folders) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            out.putNextEntry(new JarEntry(Path.of(folder).relativize(file).toString()));
            out.write(Files.readAllBytes(file));
          }
        }
      }
    }
  }

  @Test
  void arguments_arrive_byte_for_byte_in_any_locale() throws Exception {
    byte[] odd = {'a', (byte) 0xE9, (byte) 0xFF, ' ', '\n', (byte) 0x80};
    List<byte[]> arguments = new ArrayList<>();
    for (String argument : ForeignUser.java(ProcessChild.class, "exec", "printf", "%s|%s|")) {
      arguments.add(argument.getBytes(StandardCharsets.UTF_8));
    }
    arguments.add(odd);
    arguments.add(new byte[0]);
    Outcome outcome = run(Command.of(arguments).withVariable("LC_ALL", "C"));
    assertThat(outcome.output()).isEqualTo("before " + new String(odd, StandardCharsets.ISO_8859_1) + "||");
  }

  @Test
  void a_program_that_is_not_there_leaves_the_jvm_running() throws Exception {
    Outcome outcome = runChild("exec", "/no/such/program", "x");
    assertThat(outcome.output()).isEqualTo("before exec /no/such/program: ENOENT (2)");
    assertThat(outcome.status()).isZero();
    assertThat(runChild("exec", "/etc").output()).isEqualTo("before exec /etc: EACCES (13)");
  }

  @Test
  void a_script_without_an_interpreter_line_is_run_by_the_shell() throws Exception {
    Path script = folder.resolve("script");
    Files.writeString(script, "echo from the script\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    assertThat(runChild("exec", script.toString()).output()).isEqualTo("before from the script\n");
  }

  @Test
  void signals_can_be_ignored_again() throws Exception {
    // SIGQUIT 3 and SIGPIPE 13.
    long quitAndPipe = 1L << 2 | 1L << 12;
    Outcome outcome = runChild("ignore", Long.toString(quitAndPipe), "grep", "SigIgn", "/proc/self/status");
    long ignored = Long.parseUnsignedLong(outcome.output().replace("SigIgn:", "").strip(), 16);
    assertThat(ignored & quitAndPipe).isEqualTo(quitAndPipe);
    String plain = runChild("ignore", "0", "grep", "SigIgn", "/proc/self/status").output();
    assertThat(ignored & ~quitAndPipe).isEqualTo(Long.parseUnsignedLong(plain.replace("SigIgn:", "").strip(), 16));
  }

  @Test
  void a_virtual_thread_may_not() throws Exception {
    assertThat(runChild("virtual").output()).isEqualTo("[exec needs a platform thread]");
  }

  @Test
  void busy_threads_do_not_disturb_it() throws Exception {
    for (int i = 0; i < 5; i++) {
      assertThat(runChild("busy", "true").status()).isZero();
    }
  }

  @Test
  void a_spawned_child_has_the_descriptors_that_were_named_and_no_others() throws Exception {
    try (Fd high = FileOpen.open(Path.of("/etc/passwd"), OpenFlags.READ_ONLY)) {
      FdFlags.keepOnExec(high.number());
      Path file = folder.resolve("list");
      String script = "for f in /proc/$$/fd/*; do readlink $f && echo ${f##*/}; done";
      try (Fd output = FileOpen.open(file, OpenFlags.WRITE_ONLY | OpenFlags.CREATE, 0_600);
          Child child = Spawn.of(Command.of("sh", "-c", script))
              .withDescriptor(1, output.number())
              .withDescriptor(7, high.number())
              .start()) {
        assertThat(child.awaitExitStatus()).isZero();
      }
      assertThat(Files.readAllLines(file)).containsExactlyInAnyOrder(
          "/dev/null", "0", file.toString(), "1", "/dev/null", "2", "/etc/passwd", "7");
    }
  }

  @Test
  void descriptors_can_change_places() throws Exception {
    Path one = Files.writeString(folder.resolve("one"), "1");
    Path two = Files.writeString(folder.resolve("two"), "2");
    Path file = folder.resolve("list");
    try (Fd a = FileOpen.open(one, OpenFlags.READ_ONLY);
        Fd b = FileOpen.open(two, OpenFlags.READ_ONLY);
        Fd output = FileOpen.open(file, OpenFlags.WRITE_ONLY | OpenFlags.CREATE, 0_600);
        Child child = Spawn.of(Command.of(
                "sh", "-c", "readlink /proc/$$/fd/" + a.number() + " /proc/$$/fd/" + b.number()))
            .withDescriptor(a.number(), b.number())
            .withDescriptor(b.number(), a.number())
            .withDescriptor(1, output.number())
            .start()) {
      assertThat(child.awaitExitStatus()).isZero();
    }
    assertThat(Files.readAllLines(file)).containsExactly(two.toString(), one.toString());
  }

  @Test
  void a_daemon_leads_a_session_of_its_own() throws Exception {
    try (Child child = Spawn.of(Command.of("sleep", "1000")).inNewSession().start()) {
      ProcStat stat = ProcStat.parse(Files.readAllBytes(Path.of("/proc/" + child.pid() + "/stat")));
      assertThat(stat.session()).isEqualTo(child.pid());
      assertThat(stat.processGroup()).isEqualTo(child.pid());
      assertThat(stat.terminal()).isZero();
      child.process().signal(15);
      assertThat(child.awaitExitStatus()).isEqualTo(128 + 15);
    }
  }

  @Test
  void a_program_that_is_not_there_cannot_be_started() {
    assertThatThrownBy(() -> Spawn.of(Command.of("/no/such/program")).start())
        .hasMessage("spawn /no/such/program: ENOENT (2)");
  }

  @Test
  void a_daemon_forbids_tracing_until_it_executes() throws Exception {
    ForeignUser.assumeRoot();
    // Of a process that may not be traced, the files of /proc belong to root.
    String[] java = ForeignUser.java(ProcessChild.class, "daemon");
    assertThat(run(ForeignUser.command(new int[0], java)).output()).isEqualTo("0");
  }
}
