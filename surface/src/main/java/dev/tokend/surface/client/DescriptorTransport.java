package dev.tokend.surface.client;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.linux.socket.MessageSender;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.protocol.FrameHeader;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A socket of native calls, which can pass a descriptor along and take one. */
final class DescriptorTransport implements Transport {

  private static final int CAPACITY = 64 * 1024;
  private static final int[] NONE = {};

  private final Fd socket;
  private final MessageSender sender = new MessageSender(CAPACITY);
  private final MessageReceiver receiver = MessageReceiver.ofDescriptors(CAPACITY, 1);
  private @Nullable Fd received;

  private DescriptorTransport(Fd socket) {
    this.socket = socket;
  }

  static DescriptorTransport connect(Path path) throws IOException {
    Fd socket = UnixSocket.blocking(SocketType.STREAM);
    try {
      UnixSocket.connect(socket.number(), path);
    } catch (IOException e) {
      socket.close();
      throw new AuthorityUnreachableException(path, String.valueOf(e.getMessage()));
    }
    return new DescriptorTransport(socket);
  }

  @Override
  public Answer exchange(byte[] frame, int[] descriptors) throws IOException {
    send(frame, descriptors);
    byte[] header = new byte[FrameHeader.SIZE];
    receive(header);
    byte[] payload = new byte[ChannelTransport.lengthIn(header)];
    receive(payload);
    Fd taken = received;
    received = null;
    return new Answer(header, payload, taken);
  }

  private void send(byte[] frame, int[] toPass) throws IOException {
    int[] descriptors = toPass;
    int sent = 0;
    while (sent < frame.length) {
      int length = Math.min(frame.length - sent, CAPACITY);
      int count = sender.send(socket.number(), frame, sent, length, descriptors, descriptors.length, 0);
      if (count >= 0) {
        sent += count;
        descriptors = NONE;
      } else if (count == -LinuxErrno.EBADF && descriptors.length > 0) {
        throw new BadDescriptorException(descriptors[0]);
      } else if (count != -LinuxErrno.EINTR) {
        throw new ErrnoException("sendmsg", -count);
      }
    }
  }

  /** Fills {@code bytes}; of the descriptors that come along with an answer the last one is kept. */
  private void receive(byte[] bytes) throws IOException {
    int have = 0;
    while (have < bytes.length) {
      int count = receiver.receive(socket.number(), 0, Math.min(bytes.length - have, CAPACITY), 0);
      if (count == 0) {
        throw new EOFException("the authority closed the connection");
      }
      if (count < 0) {
        if (count != -LinuxErrno.EINTR) {
          throw new ErrnoException("recvmsg", -count);
        }
        continue;
      }
      if (receiver.descriptorCount() > 0) {
        dropReceived();
        received = receiver.takeDescriptor(0);
      }
      receiver.copyTo(bytes, have, count);
      have += count;
    }
  }

  private void dropReceived() {
    if (received != null) {
      received.close();
    }
  }

  @Override
  public void close() {
    receiver.close();
    dropReceived();
    socket.close();
  }
}
