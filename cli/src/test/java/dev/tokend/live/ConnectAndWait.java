package dev.tokend.live;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** A client of a test's server: connects, says so, and waits until its input ends. */
final class ConnectAndWait {
  private ConnectAndWait() {}

  public static void main(String[] arguments) throws Exception {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(arguments[0]));
      System.out.println("connected");
      while (System.in.read() >= 0) {
        continue;
      }
    }
  }
}
