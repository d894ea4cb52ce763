package dev.tokend.surface.client;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.linux.socket.MessageFlags;
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
  private final Patience patience;
  private @Nullable Fd received;

  private DescriptorTransport(Fd socket, Patience patience) {
    this.socket = socket;
    this.patience = patience;
  }

  static DescriptorTransport connect(Path path) throws IOException {
    return connect(path, Patience.MILLIS);
  }

  /**
   * Connects.
   *
   * @param patienceMillis how long the rest of an answer may take
   */
  static DescriptorTransport connect(Path path, int patienceMillis) throws IOException {
    Fd socket = UnixSocket.blocking(SocketType.STREAM);
    try {
      UnixSocket.connect(socket.number(), path);
    } catch (IOException e) {
      socket.close();
      throw new AuthorityUnreachableException(path, String.valueOf(e.getMessage()));
    }
    return new DescriptorTransport(socket, new Patience(patienceMillis));
  }

  @Override
  public Answer exchange(byte[] frame, int[] descriptors) throws IOException {
    ErrnoException notTaken = send(frame, descriptors);
    byte[] header = new byte[FrameHeader.SIZE];
    int have;
    try {
      have = receiveSome(header, 0, 0);
    } catch (IOException e) {
      throw notTaken == null ? e : notTaken;
    }
    patience.begin();
    receiveRest(header, have);
    byte[] payload = new byte[ChannelTransport.lengthIn(header)];
    receiveRest(payload, 0);
    Fd taken = received;
    received = null;
    return new Answer(header, payload, taken);
  }

  /** What went wrong, or null: an authority that takes no request may have said why. */
  private @Nullable ErrnoException send(byte[] frame, int[] toPass) throws IOException {
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
        return new ErrnoException("sendmsg", -count);
      }
    }
    return null;
  }

  private void receiveRest(byte[] bytes, int from) throws IOException {
    int have = from;
    while (have < bytes.length) {
      int count = receiveSome(bytes, have, MessageFlags.DONTWAIT);
      if (count == 0) {
        Poll.await(socket.number(), Events.IN, patience.left());
      }
      have += count;
    }
  }

  /**
   * Receives behind {@code have}; of the descriptors that come along with an answer the last one is kept.
   *
   * @return how many bytes; 0 if none is there, with {@link MessageFlags#DONTWAIT} in {@code flags}
   */
  private int receiveSome(byte[] bytes, int have, int flags) throws IOException {
    while (true) {
      int count = receiver.receive(socket.number(), 0, Math.min(bytes.length - have, CAPACITY), flags);
      if (count == 0) {
        throw new EOFException("the authority closed the connection");
      }
      if (count == -LinuxErrno.EAGAIN) {
        return 0;
      }
      if (count > 0) {
        if (receiver.descriptorCount() > 0) {
          dropReceived();
          received = receiver.takeDescriptor(0);
        }
        receiver.copyTo(bytes, have, count);
        return count;
      }
      if (count != -LinuxErrno.EINTR) {
        throw new ErrnoException("recvmsg", -count);
      }
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
