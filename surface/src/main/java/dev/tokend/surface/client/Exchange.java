package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The requests to one authority and their answers, one at a time, over one connection for those that pass descriptors
 * and one for the others.
 */
final class Exchange {

  private static final int MOST_ATTEMPTS = 4;
  private static final int[] NO_DESCRIPTORS = {};

  private final AuthorityAddress address;
  private @Nullable Transport plain;
  private @Nullable Transport withDescriptors;
  private int lastRequest;

  Exchange(AuthorityAddress address, Transport plain) {
    this.address = address;
    this.plain = plain;
  }

  AuthorityAddress address() {
    return address;
  }

  /** Asks for something that is told in bytes. */
  byte[] ask(Operation operation, byte[] payload, int... descriptors) throws RefusedException, IOException {
    Transport.Answer answer = exchange(operation, payload, descriptors, descriptors.length > 0);
    answer.dropDescriptor();
    return answer.payload();
  }

  /** Asks for something that needs no telling. */
  byte[] ask(Operation operation) throws RefusedException, IOException {
    return ask(operation, new byte[0], NO_DESCRIPTORS);
  }

  /** Asks for a handle: the answer's first word is its mask. */
  Granted askForHandle(Operation operation, byte[] payload, int words, int... descriptors)
      throws RefusedException, IOException {
    Transport.Answer answer = exchange(operation, payload, descriptors, true);
    Fd descriptor = answer.descriptor();
    if (descriptor == null) {
      throw new IOException("the authority granted a handle but passed none");
    }
    try {
      return new Granted(descriptor, Words.decode(operation, answer.payload(), words));
    } catch (MalformedException e) {
      descriptor.close();
      throw nonsense(e);
    }
  }

  /**
   * A handle as it was granted.
   *
   * @param descriptor the handle
   * @param words what was told of it, the mask first
   */
  record Granted(Fd descriptor, int[] words) {}

  /** Asks again where the authority must see the process before it is asked (docs/protocol.md, "Who is asking"). */
  private synchronized Transport.Answer exchange(
      Operation operation, byte[] payload, int[] descriptors, boolean needsDescriptors)
      throws RefusedException, IOException {
    if (payload.length > operation.maxPayload()) {
      // The authority would end the connection without an answer.
      String reason = "the request is longer than " + operation.maxPayload() + " bytes";
      throw new RefusedException(
          new Failure(Errno.EINVAL, operation.word(), "length of the request", reason, null, null, 0));
    }
    for (int attempt = 1; ; attempt++) {
      try {
        return exchangeOnce(operation, payload, descriptors, needsDescriptors);
      } catch (RefusedException e) {
        if (e.failure().errno() != Errno.EAGAIN || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private Transport.Answer exchangeOnce(
      Operation operation, byte[] payload, int[] descriptors, boolean needsDescriptors)
      throws RefusedException, IOException {
    int id = ++lastRequest;
    byte[] frame = FrameHeader.frame(FrameHeader.Kind.REQUEST, operation.code(), id, 0, payload);
    Transport transport = needsDescriptors ? descriptorTransport() : plainTransport();
    Transport.Answer answer = transport.exchange(frame, descriptors);
    boolean granted = false;
    try {
      FrameHeader header = FrameHeader.decode(answer.header());
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
      throw nonsense(e);
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

  static IOException nonsense(MalformedException e) {
    return new IOException("the authority's answer makes no sense: " + e.getMessage(), e);
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
