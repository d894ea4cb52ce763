package dev.tokend.live;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The programs in C among the test resources, which make the system calls of KACS with nothing between. */
final class CPrograms {
  private static final List<String> HEADERS = List.of("kacs.h", "specs.h");

  private final Sandbox sandbox;
  private final Path folder;

  private CPrograms(Sandbox sandbox, Path folder) {
    this.sandbox = sandbox;
    this.folder = folder;
  }

  /** Skips the test, visibly, where there is no compiler. */
  static CPrograms in(Sandbox sandbox) throws IOException, InterruptedException {
    assumeTrue(sandbox.run(List.of("sh", "-c", "command -v gcc")).status() == 0, "needs gcc: the programs are in C");
    Path folder = Files.createDirectory(sandbox.folder().resolve("c"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    CPrograms programs = new CPrograms(sandbox, folder);
    for (String header : HEADERS) {
      programs.copy(header);
    }
    return programs;
  }

  private Path copy(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream source = CPrograms.class.getResourceAsStream("/kacs/" + name)) {
      if (source == null) {
        throw new IOException("there is no " + name + " among the test resources");
      }
      Files.copy(source, file);
    }
    return file;
  }

  /** The program of a name, made at the first time. */
  String program(String name) throws IOException, InterruptedException {
    Path program = folder.resolve(name);
    if (!Files.exists(program)) {
      Path source = copy(name + ".c");
      Outcome made =
          sandbox.run(
              List.of("gcc", "-O1", "-Wall", "-Wextra", "-pthread", "-o", program.toString(), source.toString()));
      if (made.status() != 0) {
        throw new IOException(made.err());
      }
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return program.toString();
  }

  /** Whether a program's own report says that it ran to its end and all was well. */
  static boolean isSound(Outcome outcome) {
    return outcome.status() == 0 && outcome.out().contains(" 0 failures");
  }
}
