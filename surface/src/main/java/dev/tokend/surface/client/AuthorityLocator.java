package dev.tokend.surface.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
    Map<String, Object> seen;
    try {
      // In one look: two could see two different folders.
      seen = Files.readAttributes(folder, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      throw new AuthorityUnreachableException(folder, "No such file or directory");
    }
    boolean trusted =
        seen.get("uid") instanceof Integer owner
            && (owner == effectiveUid() || owner == 0)
            && seen.get("mode") instanceof Integer mode
            && (mode & 0170000) == 0040000
            && (mode & 022) == 0;
    if (!trusted) {
      throw new AuthorityUnreachableException(
          folder, "it is not a folder of one's own that only its owner may write to; remove it and try again");
    }
  }

  private static boolean isOpenToAnother(Path folder) throws IOException {
    try {
      return (Integer) Files.getAttribute(folder, "unix:uid") != effectiveUid()
          || ((Integer) Files.getAttribute(folder, "unix:mode") & 022) != 0;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The effective uid, which owns the process's entry in /proc; no native call is needed for it. */
  private static int effectiveUid() throws IOException {
    return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
  }
}
