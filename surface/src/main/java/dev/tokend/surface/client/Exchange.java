package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;

/** The requests to one authority and their answers, on behalf of the leading thread or of whichever thread asks. */
final class Exchange {

  private static final int LEADING = 0;
  private static final int[] NO_DESCRIPTORS = {};

  private final Door door;
  private final boolean forCallingThreads;

  private Exchange(Door door, boolean forCallingThreads) {
    this.door = door;
    this.forCallingThreads = forCallingThreads;
  }

  /** Requests of the leading thread, which need no native call. */
  Exchange(AuthorityAddress address, Transport plain) {
    this(new Door(address, plain), false);
  }

  /** The same connections, for requests each of which is its calling thread's. */
  Exchange forCallingThreads() {
    return new Exchange(door, true);
  }

  AuthorityAddress address() {
    return door.address();
  }

  /** Asks for something that is told in bytes. */
  byte[] ask(Operation operation, byte[] payload, int... descriptors) throws RefusedException, IOException {
    Transport.Answer answer = door.exchange(thread(), operation, payload, descriptors, descriptors.length > 0);
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
    Transport.Answer answer = door.exchange(thread(), operation, payload, descriptors, true);
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

  /** A virtual thread has no number of its own: it would lend its identity to whatever its carrier runs next. */
  private int thread() {
    if (!forCallingThreads) {
      return LEADING;
    }
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException(
          "a virtual thread is no thread of Linux and has no identity of its own: call this on a platform thread");
    }
    return ProcessIds.thread();
  }

  static IOException nonsense(MalformedException e) {
    return new IOException("the authority's answer makes no sense: " + e.getMessage(), e);
  }

  void close() throws IOException {
    door.close();
  }
}
