package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.process.ProcessIds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorityLocatorTest {
  private static final String UID = Integer.toUnsignedString(ProcessIds.effectiveUid());

  private Path base;

  @BeforeEach
  void makeFolder() throws IOException {
    base = Files.createTempDirectory(Path.of("/tmp"), "tokend-test");
  }

  @AfterEach
  void removeFolder() throws IOException {
    Files.deleteIfExists(base.resolve("folder"));
    Files.deleteIfExists(base.resolve("elsewhere"));
    Files.deleteIfExists(base);
  }

  private static AuthorityAddress address(String path, AuthorityAddress.Origin origin) {
    return new AuthorityAddress(Path.of(path), origin);
  }

  /** The machine's, if this machine has one, and then the user's own. */
  private static List<AuthorityAddress> machineAnd(String own) {
    AuthorityAddress last = address(own, AuthorityAddress.Origin.OWN);
    return Files.exists(AuthorityAddress.MACHINE)
        ? List.of(address("/run/tokend/tokend.sock", AuthorityAddress.Origin.MACHINE), last)
        : List.of(last);
  }

  @Test
  void the_given_one_comes_before_all_others_and_alone() throws Exception {
    assertThat(AuthorityLocator.locate("/a", "/b", "/c"))
        .containsExactly(address("/a", AuthorityAddress.Origin.GIVEN));
  }

  @Test
  void the_one_of_the_environment_comes_next_and_alone() throws Exception {
    assertThat(AuthorityLocator.locate(null, "/b", "/c"))
        .containsExactly(address("/b", AuthorityAddress.Origin.ENVIRONMENT));
  }

  @Test
  void then_the_machines_and_the_users_own_in_the_runtime_folder() throws Exception {
    assertThat(AuthorityLocator.locate(null, null, "/run/user/1"))
        .isEqualTo(machineAnd("/run/user/1/tokend/tokend.sock"));
    assertThat(AuthorityLocator.locate(null, "", "/run/user/1"))
        .isEqualTo(machineAnd("/run/user/1/tokend/tokend.sock"));
  }

  @Test
  void without_a_runtime_folder_the_users_own_is_below_tmp() throws Exception {
    List<AuthorityAddress> expected = machineAnd("/tmp/tokend-" + UID + "/tokend.sock");

    assertThat(AuthorityLocator.locate(null, null, null)).isEqualTo(expected);
    assertThat(AuthorityLocator.locate(null, null, "")).isEqualTo(expected);
    assertThat(AuthorityLocator.locate(null, null, "relative/folder")).isEqualTo(expected);
  }

  @Test
  void another_users_runtime_folder_is_none() throws Exception {
    assumeTrue(ProcessIds.effectiveUid() == 0, "needs root: it gives a folder away");
    Path runtime = folder("rwx------");
    assertThat(AuthorityLocator.ownFolder(runtime.toString())).isEqualTo(runtime.resolve("tokend"));

    Files.setAttribute(runtime, "unix:uid", 65534);
    assertThat(AuthorityLocator.ownFolder(runtime.toString())).isEqualTo(Path.of("/tmp/tokend-" + UID));
  }

  private Path folder(String permissions) throws IOException {
    Path folder = Files.createDirectory(base.resolve("folder"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    return folder;
  }

  private static void refuses(Path folder) {
    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> AuthorityLocator.requireOwn(folder))
        .satisfies(e -> assertThat(e.place()).isEqualTo(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwx------", "rwxr-xr-x", "r-x------"})
  void a_folder_that_only_its_owner_may_write_to_is_trusted(String permissions) throws Exception {
    Path folder = folder(permissions);

    assertThatCode(() -> AuthorityLocator.requireOwn(folder)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx-w----", "rwx----w-", "rwxrwxrwx"})
  void a_folder_that_others_may_write_to_is_refused(String permissions) throws Exception {
    refuses(folder(permissions));
  }

  @Test
  void one_that_is_missing_could_be_somebody_elses_in_a_moment() {
    refuses(base.resolve("folder"));
  }

  @Test
  void a_symbolic_link_is_refused_wherever_it_leads() throws Exception {
    Path elsewhere = Files.createDirectory(base.resolve("elsewhere"));
    refuses(Files.createSymbolicLink(base.resolve("folder"), elsewhere));
    Files.delete(elsewhere);
    refuses(base.resolve("folder"));
  }

  @Test
  void a_file_is_refused() throws Exception {
    Path file = Files.createFile(base.resolve("folder"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));

    refuses(file);
  }

  @Test
  void somebody_elses_folder_is_refused() throws Exception {
    assumeTrue(ProcessIds.effectiveUid() == 0, "needs root: it gives a folder away");
    Path folder = folder("rwx------");
    Files.setAttribute(folder, "unix:uid", 65534);

    refuses(folder);
  }

  @Test
  void it_does_not_matter_where_it_is() {
    refuses(Path.of("/dev/null"));
    refuses(Path.of("/dev/shm"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwx---", "rwx----w-", "rwxrwxrwx"})
  void a_runtime_folder_that_others_may_write_to_is_none(String permissions) throws Exception {
    assertThat(AuthorityLocator.ownFolder(folder(permissions).toString())).isEqualTo(Path.of("/tmp/tokend-" + UID));
  }

  @Test
  void a_client_refuses_an_authority_of_its_own_in_such_a_folder() throws Exception {
    Path folder = folder("rwxrwxrwx");
    AuthorityAddress own = new AuthorityAddress(folder.resolve("tokend.sock"), AuthorityAddress.Origin.OWN);

    assertThatExceptionOfType(AuthorityUnreachableException.class)
        .isThrownBy(() -> TokenClient.connect(own))
        .satisfies(e -> assertThat(e.place()).isEqualTo(folder));
  }
}
