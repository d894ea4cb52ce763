package dev.tokend.surface.client;

import java.nio.file.Path;

/**
 * Where an authority listens, and how that came to be known.
 *
 * @param socket the path of its Unix socket
 * @param origin who named it
 */
public record AuthorityAddress(Path socket, Origin origin) {

  /** The socket of the machine's authority, run as root. */
  public static final Path MACHINE = Path.of("/run/tokend/tokend.sock");

  /** Who named the address. */
  public enum Origin {
    /** {@code --authority}, or a path given to the library. */
    GIVEN,
    /** {@code $TOKEND_SOCKET}. */
    ENVIRONMENT,
    /** The machine's authority. */
    MACHINE,
    /** The user's own authority, which is started on demand. */
    OWN
  }
}
