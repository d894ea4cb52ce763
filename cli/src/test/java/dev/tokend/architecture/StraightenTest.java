package dev.tokend.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What launch/classes writes out does the same as what the JVM makes up. */
class StraightenTest {
  @TempDir private Path folder;

  private void straighten(Path classes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", classes.toString(),
                Repository.root().resolve("launch/classes/Straighten.java").toString(),
                classes.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  /** The classes of {@link Bent}, copied. */
  private Path copied() throws IOException {
    Path from = Repository.root().resolve("cli/target/test-classes/dev/tokend/architecture");
    Path to = Files.createDirectories(folder.resolve("dev/tokend/architecture"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("Bent")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
    return folder;
  }

  @Test
  void records_and_switches_answer_as_before() throws Exception {
    Path classes = copied();
    straighten(classes);
    List<String> straight = new ArrayList<>();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Object bent = loader.loadClass(Bent.class.getName()).getConstructor().newInstance();
      assertThat(bent.getClass()).isNotSameAs(Bent.class);
      for (Object line : (List<?>) ((Callable<?>) bent).call()) {
        straight.add((String) line);
      }
    }
    assertThat(straight).isEqualTo(new Bent().call());
    assertThat(straight).hasSizeGreaterThan(100);
  }

  @Test
  void nothing_is_left_to_be_made_up_and_a_second_time_changes_nothing() throws Exception {
    Path classes = copied();
    straighten(classes);
    Path file = classes.resolve("dev/tokend/architecture/Bent.class");
    byte[] once = Files.readAllBytes(file);
    assertThat(StartupTest.slowIn(file)).noneMatch(used -> used.contains("SwitchBootstraps"));
    straighten(classes);
    assertThat(Files.readAllBytes(file)).isEqualTo(once);
  }
}
