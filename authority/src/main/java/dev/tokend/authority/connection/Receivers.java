package dev.tokend.authority.connection;

import dev.tokend.linux.socket.MessageReceiver;
import dev.tokend.surface.protocol.FrameHeader;

/**
 * The buffers that all connections of the loop receive into.
 *
 * <p>There is room for as many descriptors as a message can bring: those that do not fit the kernel closes at once, on
 * the thread that receives, and such a close may wait for whoever passed them.
 *
 * @param peeker for a look at who sent something; has room for credentials and for no descriptor, so that looking never
 *     brings a descriptor of somebody else's into this process
 * @param receiver for taking
 */
public record Receivers(MessageReceiver peeker, MessageReceiver receiver) {

  /** How many descriptors a frame may bring; more than any request has. */
  static final int MAX_DESCRIPTORS = 4;

  private static final int CAPACITY = 64 * 1024;

  /** Allocates both. */
  public static Receivers allocate() {
    return new Receivers(
        MessageReceiver.ofCredentials(FrameHeader.SIZE), new MessageReceiver(CAPACITY));
  }
}
