package dev.tokend.monitor.operation.query;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.BufferTooSmall;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads one class of a token (tokens §24). It has no side effects, and works on tokens of dead sessions.
 *
 * <p>Rows 2, 6 and 7 are about the memory of a caller and belong to whoever crosses that boundary.
 */
public final class Query {
  private static final Rule RIGHT =
      Rule.row(Operation.QUERY, "1", Errno.EACCES, "handle right", "the handle lacks TOKEN_QUERY");
  private static final Rule CLASS =
      Rule.row(Operation.QUERY, "3", Errno.EINVAL, "class", "there is no query class of that number");
  private static final Rule SIZE =
      Rule.row(Operation.QUERY, "5", Errno.ERANGE, "buffer size", "the payload does not fit the buffer");

  /**
   * What is asked.
   *
   * @param handle on the token
   * @param classNumber 1 to 24
   * @param bufferSize in bytes, unsigned; 0 asks for the size only
   */
  public record Request(Handle handle, int classNumber, int bufferSize) {
    /** A buffer that every payload fits. */
    public static final int UNBOUNDED = -1;
  }

  /** What is answered. */
  public static final class Answer {
    private final int required;
    private final byte @Nullable [] payload;

    private Answer(int required, byte @Nullable [] payload) {
      this.required = required;
      this.payload = payload;
    }

    /** The size of the payload in bytes. */
    public int required() {
      return required;
    }

    /** The payload as formats §8 lays it out, not shared with anybody; null where only the size was asked for. */
    public byte @Nullable [] payload() {
      return payload;
    }
  }

  /**
   * Reads the class.
   *
   * @throws Refusal EACCES without TOKEN_QUERY; EINVAL for the class; ERANGE, as {@link BufferTooSmall}, for a buffer
   *     that is neither empty nor large enough
   */
  public Answer execute(Request request) throws Refusal {
    HandleGate.requireToQuery(RIGHT, request.handle());
    QueryClass queryClass = QueryClass.byNumber(request.classNumber());
    if (queryClass == null) {
      throw CLASS.refuse();
    }
    byte[] payload = TokenPayloads.of(request.handle().token(), queryClass).encode();
    // Row 4: a size query succeeds.
    if (request.bufferSize() == 0) {
      return new Answer(payload.length, null);
    }
    if (Integer.compareUnsigned(request.bufferSize(), payload.length) < 0) {
      throw new BufferTooSmall(SIZE, payload.length);
    }
    return new Answer(payload.length, payload);
  }
}
