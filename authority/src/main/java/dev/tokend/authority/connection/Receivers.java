package dev.tokend.authority.connection;

import dev.tokend.linux.socket.MessageReceiver;

/**
 * The buffers that all connections of the loop receive into.
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
        MessageReceiver.ofCredentials(1), MessageReceiver.ofDescriptors(CAPACITY, MAX_DESCRIPTORS));
  }
}
