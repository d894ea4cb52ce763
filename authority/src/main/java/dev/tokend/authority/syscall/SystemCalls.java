package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Reply;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import org.jspecify.annotations.Nullable;

/** The system calls of the KACS interface, by their numbers (formats §12). */
final class SystemCalls {
  private static final int IOCTL = 16;

  /** A spec that is longer is refused whatever it says, and so need not be read whole (formats §9.3 and §10). */
  private static final int LONGEST_TOKEN_SPEC = 65536;

  private static final int LONGEST_SESSION_SPEC = 4096;

  private SystemCalls() {}

  /** Carries a call out. */
  static Outcome answer(WaitingCall call) throws CallerGoneException {
    return switch (call.number()) {
      case IOCTL -> HandleRequests.answer(call);
      case 1000 ->
          Outcome.handle(call.ask(Operation.OPEN_SELF, Words.encode(call.word(0), call.word(1))));
      case 1001 ->
          Outcome.handle(
              call.ask(Operation.OPEN_PROCESS, Words.encode(call.word(1), 0), call.descriptor(call.word(0))));
      case 1002 ->
          Outcome.handle(
              call.ask(
                  Operation.OPEN_THREAD,
                  Words.encode(call.word(2), 0, call.word(1)),
                  call.descriptor(call.word(0))));
      case 1003 -> createToken(call);
      case 1004 -> createSession(call);
      case 1006 -> Outcome.done(call.ask(Operation.DESTROY_SESSION, Words.encodeLong(call.argument(0))));
      case 1010 -> Outcome.handle(call.ask(Operation.OPEN_PEER, new byte[0], call.descriptor(call.word(0))));
      case 1011 -> impersonatePeer(call);
      case 1012 -> Outcome.done(call.ask(Operation.REVERT, new byte[0]));
      case 1013 ->
          Outcome.done(
              call.ask(
                  Operation.SET_IMPERSONATION_LEVEL,
                  Words.encode(call.word(1)),
                  call.descriptor(call.word(0))));
      case 1021 -> SecurityCalls.get(call);
      case 1022 -> SecurityCalls.set(call);
      case 1023 -> AccessCalls.answer(call, false);
      case 1024 -> AccessCalls.answer(call, true);
      default -> Outcome.NO_SUCH_CALL;
    };
  }

  /** tokens §11. */
  private static Outcome createToken(WaitingCall call) throws CallerGoneException {
    byte[] spec = spec(call, LONGEST_TOKEN_SPEC);
    if (spec == null) {
      return unreadable(call);
    }
    return Outcome.handle(call.ask(Operation.CREATE_TOKEN, spec));
  }

  /** tokens §20. */
  private static Outcome createSession(WaitingCall call) throws CallerGoneException {
    byte[] spec = spec(call, LONGEST_SESSION_SPEC);
    if (spec == null) {
      return unreadable(call);
    }
    Reply reply = call.ask(Operation.CREATE_SESSION, spec);
    return reply.failed() ? Outcome.failed(reply) : new Outcome.Value(Structs.longAt(reply.payload(), 0));
  }

  /** One byte more than is legal at most: that it is too long is for the operation to say. */
  private static byte @Nullable [] spec(WaitingCall call, int longest) throws CallerGoneException {
    long length = call.argument(1);
    int read = Long.compareUnsigned(length, longest) > 0 ? longest + 1 : (int) length;
    return call.argument(0) == 0 ? null : call.read(call.argument(0), read);
  }

  private static Outcome unreadable(WaitingCall call) {
    return call.argument(0) == 0 ? Outcome.INVALID : Outcome.FAULT;
  }

  /** tokens §17.3: the level that resulted. */
  private static Outcome impersonatePeer(WaitingCall call) throws CallerGoneException {
    Reply reply = call.ask(Operation.IMPERSONATE_PEER, new byte[0], call.descriptor(call.word(0)));
    return reply.failed()
        ? Outcome.failed(reply)
        : new Outcome.Value(Structs.wordAt(reply.payload(), 0));
  }
}
