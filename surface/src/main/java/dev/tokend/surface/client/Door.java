package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The way to one authority, one request at a time: a connection for requests that pass descriptors and one for the
 * others.
 */
final class Door {

  private static final int MOST_ATTEMPTS = 4;
  private static final int NO_REQUEST = 0;

  private final AuthorityAddress address;
  private @Nullable Transport plain;
  private @Nullable Transport withDescriptors;
  private int lastRequest;

  Door(AuthorityAddress address, Transport plain) {
    this.address = address;
    this.plain = plain;
  }

  AuthorityAddress address() {
    return address;
  }

  /**
   * Asks again where the authority must see the process before it is asked (docs/protocol.md, "Who is asking").
   *
   * @param thread of this process on whose behalf it is asked; 0 = the leading one
   */
  synchronized Transport.Answer exchange(
      int thread, Operation operation, byte[] payload, int[] descriptors, boolean needsDescriptors)
      throws RefusedException, IOException {
    if (payload.length > operation.maxPayload()) {
      // The authority would end the connection without an answer.
      String reason = "the request is longer than " + operation.maxPayload() + " bytes";
      throw new RefusedException(
          new Failure(Errno.EINVAL, operation.word(), "length of the request", reason, null, null, 0));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return exchangeOnce(thread, operation, payload, descriptors, needsDescriptors);
      } catch (RefusedException e) {
        if (e.failure().errno() != Errno.EAGAIN || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Transport.Answer exchangeOnce(
      int thread, Operation operation, byte[] payload, int[] descriptors, boolean needsDescriptors)
      throws RefusedException, IOException {
    int id = ++lastRequest;
    byte[] frame = FrameHeader.frame(FrameHeader.Kind.REQUEST, operation.code(), id, thread, payload);
    Transport transport = needsDescriptors ? descriptorTransport() : plainTransport();
    Transport.Answer answer = transport.exchange(frame, descriptors);
    boolean granted = false;
    try {
      FrameHeader header = FrameHeader.decode(answer.header());
      if (header.kind() == FrameHeader.Kind.FAILURE && header.requestId() == NO_REQUEST) {
        // The connection was refused, before anything was asked on it.
        throw new RefusedException(Failure.decode(answer.payload()));
      }
      if (header.requestId() != id
          || header.operation() != operation.code()
          || header.kind() == FrameHeader.Kind.REQUEST) {
        throw new IOException("the authority answered another request");
      }
      if (header.kind() == FrameHeader.Kind.FAILURE) {
        throw new RefusedException(Failure.decode(answer.payload()));
      }
      granted = true;
      return answer;
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    } finally {
      if (!granted) {
        answer.dropDescriptor();
      }
    }
  }

  private Transport plainTransport() throws IOException {
    Transport transport = plain;
    if (transport == null) {
      transport = ChannelTransport.connect(address.socket());
      plain = transport;
    }
    return transport;
  }

  private Transport descriptorTransport() throws IOException {
    Transport transport = withDescriptors;
    if (transport == null) {
      transport = DescriptorTransport.connect(address.socket());
      withDescriptors = transport;
    }
    return transport;
  }

  synchronized void close() throws IOException {
    Transport first = plain;
    Transport second = withDescriptors;
    plain = null;
    withDescriptors = null;
    try {
      if (first != null) {
        first.close();
      }
    } finally {
      if (second != null) {
        second.close();
      }
    }
  }
}
