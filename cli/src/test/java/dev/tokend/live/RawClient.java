package dev.tokend.live;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.MessageFlags;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/** A connection to the authority on which a test sends whatever bytes and descriptors it likes. */
final class RawClient implements AutoCloseable {
  private static final MessageSender SENDER = new MessageSender(256 * 1024);
  private static final MessageReceiver RECEIVER = new MessageReceiver(1 << 20);
  private static final int[] NONE = {};
  private static final int MSG_OOB = 1;

  private final Fd socket;

  private RawClient(Fd socket) {
    this.socket = socket;
  }

  static RawClient connect(Path path) throws IOException {
    Fd socket = UnixSocket.blocking(SocketType.STREAM);
    UnixSocket.connect(socket.number(), path);
    return new RawClient(socket);
  }

  static RawClient inherited(int descriptor) {
    return new RawClient(new Fd(descriptor));
  }

  int number() {
    return socket.number();
  }

  /** A frame that asks for one class of a token. */
  static byte[] inspect(Target target, QueryClass queryClass) {
    return request(Operation.INSPECT, 0, new InspectRequest(target, 0x8, 1 << queryClass.number(), false).encode());
  }

  /** A frame with any calling thread and payload. */
  static byte[] request(Operation operation, int thread, byte[] payload) {
    return FrameHeader.frame(FrameHeader.Kind.REQUEST, operation.code(), 7, thread, payload);
  }

  /** Sends bytes and descriptors; returns what sendmsg does. */
  int send(byte[] bytes, int... descriptors) {
    return SENDER.send(socket.number(), bytes, 0, bytes.length, descriptors, descriptors.length, 0);
  }

  /** Sends one byte out of band. */
  void sendOutOfBand(byte value) {
    SENDER.send(socket.number(), new byte[] {value}, 0, 1, MSG_OOB);
  }

  /** Sends a frame and yields the payload of its reply. */
  byte[] ask(byte[] frame, int... descriptors) throws Exception {
    send(frame, descriptors);
    return answer();
  }

  /** Asks until the authority has seen this process before it is asked (docs/protocol.md, "Who is asking"). */
  byte[] askUntilKnown(byte[] frame, int... descriptors) throws Exception {
    try {
      return ask(frame, descriptors);
    } catch (Refused e) {
      if (e.failure().errno() != Errno.EAGAIN) {
        throw e;
      }
      return ask(frame, descriptors);
    }
  }

  /** The payload of the next reply. */
  byte[] answer() throws Exception {
    byte[] header = receive(FrameHeader.SIZE);
    FrameHeader decoded = FrameHeader.decode(header);
    byte[] payload = receive(decoded.length());
    if (decoded.kind() != FrameHeader.Kind.REPLY) {
      throw new Refused(Failure.decode(payload));
    }
    return payload;
  }

  /** The authority answered with a failure. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    Refused(Failure failure) {
      super(failure.toString());
      this.failure = failure;
    }

    Failure failure() {
      return failure;
    }
  }

  private byte[] receive(int length) throws IOException {
    byte[] bytes = new byte[length];
    int have = 0;
    while (have < length) {
      int count = RECEIVER.receive(socket.number(), 0, length - have, 0);
      RECEIVER.closeReceived();
      if (count == 0) {
        throw new EOFException("the authority closed the connection");
      }
      if (count < 0) {
        throw new IOException("recvmsg: " + count);
      }
      RECEIVER.copyTo(bytes, have, count);
      have += count;
    }
    return bytes;
  }

  /** Whether there is something to receive now. */
  boolean isAnswered() {
    boolean answered = RECEIVER.receive(socket.number(), 0, 1, MessageFlags.PEEK | MessageFlags.DONTWAIT) > 0;
    RECEIVER.closeReceived();
    return answered;
  }

  /** Waits until the authority has closed the connection; whatever it still sends does not matter. */
  boolean isClosedByAuthority() {
    while (true) {
      int count = RECEIVER.receive(socket.number(), 0, RECEIVER.capacity(), 0);
      RECEIVER.closeReceived();
      if (count <= 0) {
        return true;
      }
    }
  }

  void send(byte[] bytes) {
    send(bytes, NONE);
  }

  @Override
  public void close() {
    socket.close();
  }
}
