package dev.tokend.surface.client;

import dev.tokend.linux.Fd;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A connection that carries one request at a time and its answer. */
interface Transport extends AutoCloseable {

  /**
   * Sends a whole frame and reads the whole frame that answers it.
   *
   * @param frame header and payload
   * @param descriptors those to pass along
   * @return the answer
   */
  Answer exchange(byte[] frame, int[] descriptors) throws IOException;

  @Override
  void close() throws IOException;

  /**
   * An answer as it came.
   *
   * @param header its 24 bytes
   * @param payload as long as the header says
   * @param descriptor the one that came along, now the caller's to close, or null
   */
  record Answer(byte[] header, byte[] payload, @Nullable Fd descriptor) {

    /** Closes the descriptor that came along, where there is no use for one. */
    void dropDescriptor() {
      if (descriptor != null) {
        descriptor.close();
      }
    }
  }
}
