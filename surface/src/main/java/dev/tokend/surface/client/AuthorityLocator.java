package dev.tokend.surface.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which authority to talk to: the one given, else {@code $TOKEND_SOCKET}, else the machine's, else the user's own.
 */
public final class AuthorityLocator {

  private static final String SOCKET_NAME = "tokend.sock";

  private AuthorityLocator() {}

  /**
   * The addresses to try, in order.
   *
   * @param given a socket path that the user named, or null
   * @param tokendSocket {@code $TOKEND_SOCKET}, or null
   * @param runtimeDir {@code $XDG_RUNTIME_DIR}, or null
   */
  public static List<AuthorityAddress> locate(
      @Nullable String given, @Nullable String tokendSocket, @Nullable String runtimeDir) throws IOException {
    if (given != null) {
      return List.of(new AuthorityAddress(Path.of(given), AuthorityAddress.Origin.GIVEN));
    }
    if (tokendSocket != null && !tokendSocket.isEmpty()) {
      return List.of(new AuthorityAddress(Path.of(tokendSocket), AuthorityAddress.Origin.ENVIRONMENT));
    }
    AuthorityAddress own =
        new AuthorityAddress(ownFolder(runtimeDir).resolve(SOCKET_NAME), AuthorityAddress.Origin.OWN);
    if (Files.exists(AuthorityAddress.MACHINE)) {
      return List.of(new AuthorityAddress(AuthorityAddress.MACHINE, AuthorityAddress.Origin.MACHINE), own);
    }
    return List.of(own);
  }

  /**
   * The folder of the user's own authority: below the runtime folder, else one of its own below /tmp. A runtime folder
   * that others may write to is not taken, nor is another user's, as in the environment of a command that was run as
   * root: they could put anything there.
   */
  public static Path ownFolder(@Nullable String runtimeDir) throws IOException {
    if (runtimeDir != null && runtimeDir.startsWith("/") && !isOpenToAnother(Path.of(runtimeDir))) {
      return Path.of(runtimeDir, "tokend");
    }
    return Path.of("/tmp/tokend-" + Integer.toUnsignedString(effectiveUid()));
  }

  /**
   * Refuses a folder that somebody else could have made, so that nobody can pose as the user's own authority. Root's
   * folders are trusted as root is. One that is missing is refused too: whoever made it after the look could
   * still be connected to.
   *
   * @throws AuthorityUnreachableException if the folder is not the user's alone
   */
  static void requireOwn(Path folder) throws IOException {
    Seen seen = Seen.of(folder, LinkOption.NOFOLLOW_LINKS);
    if (seen == null) {
      throw new AuthorityUnreachableException(folder, "No such file or directory");
    }
    boolean trusted = seen.isFolder() && !seen.othersMayWrite() && (seen.owner() == 0 || seen.owner() == effectiveUid());
    if (!trusted) {
      throw new AuthorityUnreachableException(
          folder, "it is not a folder of one's own that only its owner may write to; remove it and try again");
    }
  }

  private static boolean isOpenToAnother(Path folder) throws IOException {
    Seen seen = Seen.of(folder);
    return seen != null && (seen.owner() != effectiveUid() || seen.othersMayWrite());
  }

  /**
   * A file in one look: two could see two different ones.
   *
   * @param owner a uid
   * @param mode type and permissions, as stat(2) has them
   */
  private record Seen(int owner, int mode) {
    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int WRITE_OF_OTHERS = 022;

    /** Null where there is none. */
    static @Nullable Seen of(Path file, LinkOption... options) throws IOException {
      try {
        Map<String, Object> attributes = Files.readAttributes(file, "unix:uid,mode", options);
        return new Seen(number(attributes, "uid"), number(attributes, "mode"));
      } catch (NoSuchFileException e) {
        return null;
      }
    }

    private static int number(Map<String, Object> attributes, String name) {
      return (Integer) Objects.requireNonNull(attributes.get(name));
    }

    boolean isFolder() {
      return (mode & TYPE) == FOLDER;
    }

    boolean othersMayWrite() {
      return (mode & WRITE_OF_OTHERS) != 0;
    }
  }

  /** The effective uid, which owns the process's entry in /proc; no native call is needed for it. */
  private static int effectiveUid() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }
}
