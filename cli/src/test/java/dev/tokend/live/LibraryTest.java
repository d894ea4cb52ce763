package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command does the same with the library that it starts faster with, and without it. */
class LibraryTest {
  private static final Path LIBRARY =
      Path.of("").toAbsolutePath().resolveSibling("linux/target/native/libtokend.so");

  private static Sandbox sandbox;
  private static Path socket;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Files.exists(LIBRARY), "needs gcc and jni.h at build time: linux/native makes the library from them");
    sandbox = Sandbox.create();
    socket = sandbox.startOwn("--stay");
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static Outcome with(Path library, Path authority, String line) throws Exception {
    List<String> command = new ArrayList<>(sandbox.token(authority, line.split(" ")));
    command.add(1, "-Dtokend.library=" + library);
    command.add(1, "-Xlog:class+load:file=" + sandbox.folder().resolve("loaded"));
    return sandbox.run(command);
  }

  private static boolean hasLoaded(String name) throws IOException {
    return Files.readString(sandbox.folder().resolve("loaded")).contains(" " + name + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "user",
        "groups --json",
        "show --short",
        "sid root S-1-1-0",
        "user --pid 2147483647",
        "user --fd 99",
        "restrict --drop-privs all --json --raw",
        "run --drop-privs SeRestorePrivilege -- sh -c id",
        "impersonate --self -- true",
        "run -- /no/such/command"
      })
  void it_does_the_same_with_and_without(String line) throws Exception {
    Outcome with = with(LIBRARY, socket, line);
    assertThat(hasLoaded("dev.tokend.linux.call.NativeLibrary")).isTrue();
    assertThat(hasLoaded("dev.tokend.surface.client.ChannelTransport")).isFalse();
    assertThat(hasLoaded("dev.tokend.linux.call.LinkerCalls")).isFalse();
    for (Path other : List.of(Path.of("/no/such/library"), Path.of("relative/libtokend.so"))) {
      Outcome without = with(other, socket, line);
      assertThat(without).as(other.toString()).usingRecursiveComparison().ignoringFields("out").isEqualTo(with);
      assertThat(stable(without.out())).isEqualTo(stable(with.out()));
      assertThat(hasLoaded("dev.tokend.surface.client.ArrayTransport")).isFalse();
      assertThat(hasLoaded("dev.tokend.linux.call.LibraryCalls")).isFalse();
    }
  }

  /** Without the numbers that are others for each new token. */
  private static String stable(String output) {
    return output.replaceAll("\"[0-9]+\"", "N");
  }

  @ParameterizedTest
  @ValueSource(strings = {"user", "revert"})
  void an_authority_that_does_not_answer_is_told_in_the_same_words(String line) throws Exception {
    Path nobody = Files.writeString(sandbox.folder().resolve("nobody"), "");
    for (Path where : List.of(sandbox.folder().resolve("nothing"), nobody)) {
      Outcome with = with(LIBRARY, where, line);
      assertThat(with.status()).isNotZero();
      assertThat(with(Path.of("/no/such/library"), where, line)).isEqualTo(with);
    }
  }
}
