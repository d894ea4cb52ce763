package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Sized;
import dev.tokend.surface.protocol.Words;

/** KACS_IOC_QUERY (tokens §24, formats §8): {@code u32 class, u32 buf_len, u64 buf_ptr}. */
final class QueryRequest {
  private static final int ARGUMENTS = 16;
  private static final int LENGTH = 4;
  private static final int POINTER = 8;

  private QueryRequest() {}

  static Outcome answer(WaitingCall call, Fd handle, long address) throws CallerGoneException {
    byte[] arguments = call.read(address, ARGUMENTS);
    if (arguments == null) {
      return HandleRequests.afterRights(
          call, Operation.QUERY, HandleRequests.zeros(2), handle, Outcome.FAULT);
    }
    long buffer = Structs.longAt(arguments, POINTER);
    int length = buffer == 0 ? 0 : Structs.wordAt(arguments, LENGTH);
    Reply reply = call.ask(Operation.QUERY, Words.encode(Structs.wordAt(arguments, 0), length), handle);
    if (!reply.failed()) {
      return deliver(call, address, buffer, length, sized(reply));
    }
    Failure failure = Outcome.failure(reply);
    boolean told = failure.errno() != Errno.ERANGE || call.writeWord(address + LENGTH, failure.detail());
    return told ? Outcome.failed(reply) : Outcome.FAULT;
  }

  private static Sized sized(Reply reply) {
    try {
      return Sized.decode(reply.payload());
    } catch (MalformedException e) {
      throw new IllegalStateException("the authority does not understand its own answer", e);
    }
  }

  private static Outcome deliver(WaitingCall call, long address, long buffer, int length, Sized payload)
      throws CallerGoneException {
    int required = payload.required();
    boolean written = true;
    if (length != 0 && required != 0) {
      if (overlaps(buffer, required, address)) {
        return Outcome.INVALID;
      }
      written = call.write(buffer, payload.bytes());
    }
    return call.writeWord(address + LENGTH, required) && written ? Outcome.DONE : Outcome.FAULT;
  }

  /** Whether a payload would lie over the structure that asks for it, or beyond the end of all memory. */
  static boolean overlaps(long buffer, int required, long address) {
    long end = buffer + required;
    if (Long.compareUnsigned(end, buffer) < 0) {
      return true;
    }
    return Long.compareUnsigned(buffer, address + ARGUMENTS) < 0 && Long.compareUnsigned(address, end) < 0;
  }
}
