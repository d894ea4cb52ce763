package dev.tokend.live;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.socket.MessageSender;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A network socket whose last close waits for a minute: it lingers (SO_LINGER), and its peer takes nothing more. */
final class LingeringSocket implements AutoCloseable {
  private static final int AF_INET = 2;
  private static final int SOCK_STREAM = 1;
  private static final int SOL_SOCKET = 1;
  private static final int SO_LINGER = 13;
  private static final int SECONDS = 60;
  private static final MessageSender SENDER = new MessageSender(4096);

  private final ServerSocket server;
  private final Socket peer;
  private final Fd client;

  private LingeringSocket(ServerSocket server, Socket peer, Fd client) {
    this.server = server;
    this.peer = peer;
    this.client = client;
  }

  static LingeringSocket open() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Fd client = Fd.of("socket", Syscall.invoke(SyscallNumber.SOCKET, AF_INET, SOCK_STREAM, 0));
    try (Arena arena = Arena.ofConfined()) {
      // struct sockaddr_in: family u16 @0, port in network order @2, address @4.
      MemorySegment address = arena.allocate(16, 4);
      int port = server.getLocalPort();
      address.set(JAVA_INT, 0, AF_INET | port >>> 8 << 16 | (port & 0xFF) << 24);
      address.set(JAVA_INT, 4, 0x0100007F);
      Syscall.check("connect", Syscall.invoke(SyscallNumber.CONNECT, client.number(), address.address(), 16));
      MemorySegment linger = arena.allocate(8, 4);
      linger.set(JAVA_INT, 0, 1);
      linger.set(JAVA_INT, 4, SECONDS);
      long result = Syscall.invoke(
          SyscallNumber.SETSOCKOPT, client.number(), SOL_SOCKET, SO_LINGER, linger.address(), 8);
      Syscall.check("setsockopt SO_LINGER", result);
    }
    Socket peer = server.accept();
    FdFlags.nonBlocking(client.number());
    byte[] bytes = new byte[4096];
    int sent;
    do {
      sent = SENDER.send(client.number(), bytes, 0, bytes.length, 0);
    } while (sent > 0);
    if (sent != -LinuxErrno.EAGAIN) {
      throw new IOException("sendmsg: " + sent);
    }
    return new LingeringSocket(server, peer, client);
  }

  int number() {
    return client.number();
  }

  /** Leaves the last close to whoever else has the socket; the peer stays. */
  void leaveToOthers() {
    client.close();
  }

  /** Ends the peer first, so that nothing lingers. */
  @Override
  public void close() throws IOException {
    peer.setSoLinger(true, 0);
    peer.close();
    server.close();
    client.close();
  }
}
