package dev.tokend.authority.connection;

import dev.tokend.linux.Fd;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Spawn;
import dev.tokend.linux.socket.MessageFlags;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketOptions;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.io.ByteArrayOutputStream;

/** The client's end of a connection, and the authority's as it is when it was accepted. */
final class Client implements AutoCloseable {
  private static final MessageSender SENDER = new MessageSender(1 << 20);
  private static final MessageReceiver RECEIVER = MessageReceiver.ofDescriptors(1 << 16, 4);

  private final Fd own;
  private final Fd authoritys;

  private Client(SocketPair pair) {
    own = pair.first();
    authoritys = pair.second();
  }

  static Client connect() throws Exception {
    SocketPair pair = UnixSocket.pair(SocketType.STREAM);
    SocketOptions.receiveCredentials(pair.second().number());
    FdFlags.nonBlocking(pair.second().number());
    return new Client(pair);
  }

  /** A request of 48 bytes. */
  static byte[] inspect(int requestId) {
    byte[] payload = new byte[24];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (requestId + i);
    }
    return frame(Operation.INSPECT, requestId, payload);
  }

  /** Any request. */
  static byte[] frame(Operation operation, int requestId, byte[] payload) {
    return FrameHeader.frame(FrameHeader.Kind.REQUEST, operation.code(), requestId, 0, payload);
  }

  /** The frame that a read came to, kept if it is a short one; null where there is none. */
  static Frame wholeFrame(FrameReader reader, FrameReader.Result result) throws Exception {
    return switch (result) {
      case FrameReader.Result.Whole(Frame frame) -> frame;
      case FrameReader.Result.Short s -> reader.keep();
      case FrameReader.Result.Waiting w -> null;
      case FrameReader.Result.End e -> null;
    };
  }

  /** The authority's end. */
  Fd authoritys() {
    return authoritys;
  }

  /** Sends all of the bytes, with descriptors. */
  void send(byte[] bytes, int... descriptors) {
    int sent =
        SENDER.send(own.number(), bytes, 0, bytes.length, descriptors, descriptors.length, MessageFlags.DONTWAIT);
    if (sent != bytes.length) {
      throw new AssertionError("sendmsg: " + sent);
    }
  }

  /** Sends one byte out of band. */
  void sendOutOfBand(byte value) {
    int outOfBand = 1;
    if (SENDER.send(own.number(), new byte[] {value}, 0, 1, outOfBand) != 1) {
      throw new AssertionError("sendmsg");
    }
  }

  /** Has a child process send the bytes, which has ended when this returns; yields its pid. */
  int sendFromChild(byte[] bytes) throws Exception {
    StringBuilder octal = new StringBuilder();
    for (byte b : bytes) {
      octal.append(String.format("\\%03o", b & 0xFF));
    }
    Command command = Command.of("/bin/sh", "-c", "printf '" + octal + "' >&3");
    try (Child child = Spawn.of(command).withDescriptor(3, own.number()).start()) {
      if (child.awaitExitStatus() != 0) {
        throw new AssertionError("the child could not send");
      }
      return child.pid();
    }
  }

  /** What there is to receive now; descriptors are closed. */
  byte[] receive() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (true) {
      int count = RECEIVER.receive(own.number(), MessageFlags.DONTWAIT);
      if (count <= 0) {
        return all.toByteArray();
      }
      byte[] part = new byte[count];
      RECEIVER.copyTo(part, 0, count);
      all.writeBytes(part);
      RECEIVER.closeReceived();
    }
  }

  /** Receives some bytes and the descriptor that comes with them. */
  Fd receiveDescriptor() {
    RECEIVER.receive(own.number(), MessageFlags.DONTWAIT);
    return RECEIVER.takeDescriptor(0);
  }

  /** Whether the authority has closed its end. */
  boolean isClosedByAuthority() {
    receive();
    int count = RECEIVER.receive(own.number(), MessageFlags.DONTWAIT);
    return count == 0 || count == -LinuxErrno.ECONNRESET;
  }

  /** Closes the client's end. */
  void hangUp() {
    own.close();
  }

  @Override
  public void close() {
    own.close();
    authoritys.close();
  }
}
