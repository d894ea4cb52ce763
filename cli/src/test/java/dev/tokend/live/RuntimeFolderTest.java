package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.surface.client.AuthorityAddress;
import dev.tokend.surface.client.AuthorityUnreachableException;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another user poses as one's own authority, in the folder in which it would be. */
class RuntimeFolderTest {
  /** Nobody has this uid, nor a folder. */
  private static final User VICTIM = new User("victim", 54321);

  private static final Path FOLDER = Path.of("/tmp/tokend-" + VICTIM.uid());

  private Sandbox sandbox;
  private ServerSocketChannel impostor;

  @BeforeEach
  void start() throws Exception {
    RunsAsRoot.required();
    remove();
    sandbox = Sandbox.create();
    impostor = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    impostor.configureBlocking(false);
  }

  @AfterEach
  void stop() throws Exception {
    if (sandbox == null) {
      return;
    }
    impostor.close();
    remove();
    sandbox.close();
  }

  /** The folder, or the link that is there in its place, and what an authority that ran in it has left. */
  private static void remove() throws IOException {
    if (Files.isDirectory(FOLDER, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> left = Files.list(FOLDER)) {
        for (Path file : left.toList()) {
          Files.delete(file);
        }
      }
    }
    Files.deleteIfExists(FOLDER);
  }

  private void listenIn(Path folder) throws IOException {
    Path socket = folder.resolve("tokend.sock");
    impostor.bind(UnixDomainSocketAddress.of(socket));
    Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
  }

  private static Path folderOf(User user, Path folder, String permissions) throws IOException {
    Files.createDirectory(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
    Files.setAttribute(folder, "unix:uid", user.uid());
    return folder;
  }

  private void assertNobodyCame() throws IOException {
    assertThat(impostor.accept()).as("whoever connected to the other user's socket").isNull();
  }

  /** The command of somebody who has no runtime folder, and names no authority. */
  private Outcome token(String... environment) throws Exception {
    List<String> command = new ArrayList<>(List.of("env", "-u", "TOKEND_SOCKET", "-u", "XDG_RUNTIME_DIR"));
    command.addAll(List.of(environment));
    command.addAll(List.of(sandbox.launcher().toString(), "--raw"));
    return sandbox.run(VICTIM.running(command));
  }

  @Test
  void a_folder_that_another_user_made_is_refused_and_nobody_connects_there() throws Exception {
    listenIn(folderOf(User.BOB, FOLDER, "rwxr-xr-x"));
    Outcome outcome = token();
    assertThat(outcome.status()).as(outcome.out()).isEqualTo(5);
    assertThat(outcome.err()).contains(FOLDER.toString()).contains("remove it");
    assertNobodyCame();
  }

  @Test
  void so_is_a_symbolic_link_to_a_folder_of_ones_own() throws Exception {
    Path own = folderOf(VICTIM, sandbox.folder().resolve("own"), "rwx------");
    listenIn(own);
    Files.createSymbolicLink(FOLDER, own);
    assertThat(token().status()).isEqualTo(5);
    assertNobodyCame();
  }

  @Test
  void so_is_a_folder_of_ones_own_into_which_others_may_write() throws Exception {
    listenIn(folderOf(VICTIM, FOLDER, "rwxrwxrwx"));
    assertThat(token().status()).isEqualTo(5);
    assertNobodyCame();
  }

  @Test
  void the_runtime_folder_of_another_user_is_not_looked_into() throws Exception {
    Path bobs = folderOf(User.BOB, sandbox.folder().resolve("bobs"), "rwxrwxrwx");
    listenIn(folderOf(VICTIM, bobs.resolve("tokend"), "rwx------"));
    folderOf(User.BOB, FOLDER, "rwxr-xr-x");
    assertThat(token("XDG_RUNTIME_DIR=" + bobs).err()).contains(FOLDER.toString());
    assertNobodyCame();
  }

  /** Between the look and the connection the folder is bob's again and again: a link, a folder of his, nothing. */
  @Test
  void whoever_changes_the_folder_while_it_is_looked_at_wins_nothing() throws Exception {
    Perl.required();
    Path bobs = folderOf(User.BOB, sandbox.folder().resolve("bobs"), "rwxr-xr-x");
    listenIn(bobs);
    Path place = sandbox.folder().resolve("sticky/tokend");
    Files.createDirectory(place.getParent());
    Files.setAttribute(place.getParent(), "unix:mode", 01777);
    String script =
        "$| = 1; print qq(go\\n); my ($p, $b) = @ARGV; while (1) {"
            + " symlink($b, $p); unlink($p); mkdir($p); symlink(qq($b/tokend.sock), qq($p/tokend.sock));"
            + " unlink(qq($p/tokend.sock)); rmdir($p); }";
    Process racing =
        sandbox.waiting(User.BOB.running(List.of("perl", "-e", script, place.toString(), bobs.toString())));
    assertThat(racing.inputReader().readLine()).isEqualTo("go");
    AuthorityAddress own = new AuthorityAddress(place.resolve("tokend.sock"), AuthorityAddress.Origin.OWN);
    try {
      for (int i = 0; i < 5000; i++) {
        assertThatExceptionOfType(AuthorityUnreachableException.class).isThrownBy(() -> TokenClient.connect(own));
      }
    } finally {
      racing.destroyForcibly().waitFor();
    }
    assertNobodyCame();
  }

  @Test
  void an_authority_does_not_listen_in_a_folder_that_is_not_its_own_alone() throws Exception {
    Path open = folderOf(VICTIM, sandbox.folder().resolve("open"), "rwxrwxrwx");
    Path others = folderOf(User.BOB, sandbox.folder().resolve("others"), "rwxr-xr-x");
    Path link = Files.createSymbolicLink(sandbox.folder().resolve("link"), folderOf(VICTIM, open.resolve("x"), "rwx------"));
    for (Path folder : List.of(open, others, link)) {
      String socket = folder.resolve("tokend.sock").toString();
      Outcome outcome =
          sandbox.run(VICTIM.running(sandbox.java("dev.tokend.authority.Tokend", "--own", "--socket", socket)));
      assertThat(outcome.status()).as(folder + ": " + outcome).isNotZero();
      assertThat(Files.exists(Path.of(socket), LinkOption.NOFOLLOW_LINKS)).isFalse();
    }
  }
}
