package dev.tokend.live;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.PeerListener;
import dev.tokend.surface.client.PeerSocket;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/** A server and its client in one process, and sockets that are registered and never connected. */
final class SoakPeers implements SoakLoad {
  private static final Set<Errno> DOCUMENTED = EnumSet.of(Errno.EACCES, Errno.EINVAL, Errno.EPERM, Errno.EMFILE);

  private final SplittableRandom random;
  private final Path path;
  private final PeerListener listener;

  SoakPeers(SplittableRandom random, Path path) throws IOException {
    this.random = random;
    this.path = path;
    this.listener = PeerListener.bind(path);
  }

  @Override
  public void step(TokenClient client) throws RefusedException, IOException {
    ImpersonationLevel level = ImpersonationLevel.values()[random.nextInt(4)];
    try {
      if (random.nextInt(4) == 0) {
        try (Fd unconnected = UnixSocket.blocking(SocketType.STREAM)) {
          client.peers().register(unconnected.number(), level);
        }
      } else {
        try (PeerSocket there = client.peers().connect(path, level); PeerSocket here = listener.accept()) {
          client.peers().impersonate(here.number());
          there.write(ByteBuffer.wrap(new byte[1]));
        }
      }
    } catch (RefusedException e) {
      if (!DOCUMENTED.contains(e.failure().errno())) {
        throw e;
      }
    } finally {
      client.revert();
    }
  }
}
