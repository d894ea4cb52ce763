package dev.tokend.cli.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.cli.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installing the machine's authority into a tree and taking it away again. */
class ServiceTreeTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath().getParent();
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir private Path base;
  private Path tree;
  private Path image;

  @BeforeEach
  void make() throws IOException {
    tree = Files.createDirectory(base.resolve("tree"));
    image = base.resolve("image");
    for (String name : List.of("bin/token", "bin/tokend")) {
      file(name, Files.readString(REPOSITORY.resolve("launch/image").resolve(name.substring(4))), "rwx------");
    }
    file("lib/classes.sh", "token_classes=\n", "rw-------");
    file("runtime/bin/java", "", "rwxr-xr-x");
    for (String unit : ServicePlaces.UNITS) {
      file("share/systemd/" + unit, Files.readString(REPOSITORY.resolve("launch/image").resolve(unit)), "rw-r--r--");
    }
  }

  private void file(String name, String content, String permissions) throws IOException {
    Path file = image.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    Files.setLastModifiedTime(file, LONG_AGO);
  }

  private ServicePlaces places() {
    return new ServicePlaces(tree);
  }

  private ServiceReport install() throws CommandException, IOException {
    return new ServiceInstall(places(), true, image).run();
  }

  private List<String> inTree() throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
          .map(path -> tree.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void everything_is_put_in_its_place() throws Exception {
    assertThat(install().text()).contains("installed  the machine's authority in " + tree).contains("java       its own");
    assertThat(inTree())
        .containsExactly(
            "etc/systemd/system/sockets.target.wants/tokend.socket",
            "etc/systemd/system/tokend.service",
            "etc/systemd/system/tokend.socket",
            "usr/local/bin/token",
            "usr/local/bin/tokend",
            "usr/local/lib/tokend/bin/token",
            "usr/local/lib/tokend/bin/tokend",
            "usr/local/lib/tokend/lib/classes.sh",
            "usr/local/lib/tokend/runtime/bin/java",
            "usr/local/lib/tokend/share/systemd/tokend.service",
            "usr/local/lib/tokend/share/systemd/tokend.socket");
    assertThat(Files.readSymbolicLink(tree.resolve("usr/local/bin/token")))
        .isEqualTo(Path.of("/usr/local/lib/tokend/bin/token"));
    assertThat(Files.exists(tree.resolve("etc/systemd/system/sockets.target.wants/tokend.socket"))).isTrue();
  }

  @Test
  void everybody_reads_the_program_and_its_owner_alone_writes_it() throws Exception {
    install();
    Path program = places().program();
    for (String name : List.of("", "bin", "bin/token", "bin/tokend", "lib", "runtime/bin/java")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program.resolve(name))))
          .as(name)
          .isEqualTo("rwxr-xr-x");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(program.resolve("lib/classes.sh"))))
        .isEqualTo("rw-r--r--");
    // An archive of classes is made for jars of a certain time.
    assertThat(Files.getLastModifiedTime(program.resolve("lib/classes.sh"))).isEqualTo(LONG_AGO);
  }

  @Test
  void once_more_replaces_what_was_there_and_leaves_nothing_of_it() throws Exception {
    file("lib/old.jar", "", "rw-r--r--");
    install();
    Files.delete(image.resolve("lib/old.jar"));
    install();
    assertThat(inTree()).doesNotContain("usr/local/lib/tokend/lib/old.jar").noneMatch(name -> name.contains(".old"));
  }

  @Test
  void removing_leaves_nothing() throws Exception {
    install();
    Files.createDirectories(places().state());
    Files.writeString(places().state().resolve("sessions"), "");
    ServiceReport report = new ServiceRemoval(places(), true).run();
    assertThat(report.text()).contains("removed    " + places().program()).contains("removed    " + places().state());
    assertThat(inTree()).isEmpty();
    assertThat(places().wants()).doesNotExist();
    assertThat(new ServiceRemoval(places(), true).run().text()).startsWith("nothing to remove");
  }

  @Test
  void a_command_of_the_same_name_that_is_not_ours_stays() throws Exception {
    install();
    Path command = tree.resolve("usr/local/bin/token");
    Files.delete(command);
    Files.writeString(command, "of somebody else");
    new ServiceRemoval(places(), true).run();
    assertThat(inTree()).containsExactly("usr/local/bin/token");
  }

  @Test
  void a_command_that_runs_from_no_installation_cannot_install() {
    assertThatThrownBy(() -> new ServiceInstall(places(), true, null).run())
        .hasMessageContaining("does not run from an installation or a built clone");
    assertThatThrownBy(() -> new ServiceInstall(places(), true, base).run())
        .hasMessageContaining("does not run from an installation or a built clone");
  }

  @Test
  void beside_a_package_there_is_nothing_to_install() throws Exception {
    Files.createDirectories(places().packaged().getParent());
    Files.writeString(places().packaged(), "");
    assertThatThrownBy(this::install).hasMessageContaining("a package has brought the service already");
  }

  @Test
  void root_does_not_run_a_java_that_others_may_change() throws Exception {
    Path java = Files.move(image.resolve("runtime"), base.resolve("jdk"));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxrwxrwx"));
    Files.createSymbolicLink(image.resolve("runtime"), java);
    String real = java.toRealPath().toString();
    assertThatThrownBy(this::install)
        .isInstanceOfSatisfying(
            CommandException.class, e -> assertThat(e.facts()).contains("Java: " + real))
        .hasMessageContaining("others than root may change the Java that it would run with");
    assertThat(inTree()).isEmpty();
  }

  @Test
  void systemd_finds_nothing_wrong_with_the_units() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
    for (String unit : ServicePlaces.UNITS) {
      Process verify = analyze("verify", "--man=no", image.resolve("share/systemd").resolve(unit).toString());
      String said = new String(verify.getInputStream().readAllBytes());
      verify.waitFor();
      // The program is not at its place.
      assertThat(said.lines().filter(line -> !line.contains("/usr/local/lib/tokend/bin/tokend is not executable")))
          .as(unit)
          .isEmpty();
    }
  }

  @Test
  void the_service_is_exposed_no_more_than_it_must_be() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/systemd-analyze")), "needs systemd-analyze");
    Process security = analyze(
        "security", "--offline=true", "--threshold=22", "--no-pager",
        image.resolve("share/systemd/tokend.service").toString());
    String said = new String(security.getInputStream().readAllBytes());
    assertThat(security.waitFor()).as(said).isZero();
  }

  private static Process analyze(String... arguments) throws IOException {
    Process process = new ProcessBuilder(
            Stream.concat(Stream.of("systemd-analyze"), Stream.of(arguments)).toList())
        .redirectErrorStream(true)
        .start();
    process.getOutputStream().close();
    return process;
  }
}
