package dev.tokend.linux.call;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The library as it was built, loaded for the tests of this module whatever the JVM was started with. */
public final class BuiltLibrary {
  private BuiltLibrary() {}

  /** Skips the tests, visibly, where there was no compiler. */
  public static void load() {
    Path library = Path.of("target/native/libtokend.so").toAbsolutePath();
    assumeTrue(Files.exists(library), "needs gcc and jni.h at build time: linux/native makes the library from them");
    System.load(library.toString());
  }
}
