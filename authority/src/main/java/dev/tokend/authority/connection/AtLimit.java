package dev.tokend.authority.connection;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;

/**
 * What a client is told whose connection is ended at a limit. It has asked nothing that is answered by it, or not all of
 * its request was taken.
 *
 * @param errno EMFILE, ENFILE or ENOMEM
 * @param check the limit
 * @param reason in words
 */
record AtLimit(Errno errno, String check, String reason) {

  /** The request id of a failure that answers no request. */
  private static final int NO_REQUEST = 0;

  private static final int NO_OPERATION = 0;

  /** The frame that tells it before anything was asked (docs/protocol.md, "Frames"). */
  byte[] toWhoeverConnects() {
    return frame(NO_OPERATION, NO_REQUEST, "connect");
  }

  /** The frame that tells it in answer to a request. */
  byte[] toWhoeverAsks(FrameHeader request) {
    Operation operation = Operation.byCode(request.operation());
    return frame(request.operation(), request.requestId(), operation == null ? "request" : operation.word());
  }

  private byte[] frame(int operation, int requestId, String word) {
    byte[] failure = new Failure(errno, word, check, reason, null, null, 0).encode();
    return FrameHeader.frame(FrameHeader.Kind.FAILURE, operation, requestId, 0, failure);
  }
}
