package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.ArrayStream;
import dev.tokend.surface.protocol.FrameHeader;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A connection that carries one request at a time and its answer. */
interface Transport extends AutoCloseable {

  /** Connects, for requests that pass no descriptor, by what starts most quickly. */
  static Transport quickest(Path socket) throws IOException {
    return ArrayStream.isAvailable() ? ArrayTransport.connect(socket) : ChannelTransport.connect(socket);
  }

  /**
   * Sends a whole frame and reads the whole frame that answers it.
   *
   * @param frame header and payload
   * @param descriptors those to pass along
   * @return the answer
   */
  Answer exchange(byte[] frame, int[] descriptors) throws IOException;

  /** How long the payload behind a header is. */
  static int lengthIn(byte[] header) throws IOException {
    try {
      return FrameHeader.decode(header).length();
    } catch (MalformedException e) {
      throw new IOException("the authority's answer makes no sense: " + e.getMessage(), e);
    }
  }

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
