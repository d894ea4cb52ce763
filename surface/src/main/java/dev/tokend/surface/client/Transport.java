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

  /** How much of an answer is read at once, in bytes: most are shorter. */
  int MOST_AT_FIRST = 4096;

  /**
   * Room for the payload of an answer, with as much of it as has come.
   *
   * @param start what has come, the header first
   * @param have how many bytes have
   * @throws IOException if the header makes no sense, or more has come than the answer
   */
  static byte[] payloadOf(byte[] header, byte[] start, int have) throws IOException {
    int length = lengthIn(header);
    if (have - FrameHeader.SIZE > length) {
      throw new IOException("the authority answered more than it was asked");
    }
    byte[] payload = new byte[length];
    System.arraycopy(start, FrameHeader.SIZE, payload, 0, have - FrameHeader.SIZE);
    return payload;
  }

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
