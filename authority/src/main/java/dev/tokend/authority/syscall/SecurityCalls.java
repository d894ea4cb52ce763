package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.SetSecurityRequest;
import dev.tokend.surface.protocol.Sized;
import dev.tokend.surface.protocol.Words;
import org.jspecify.annotations.Nullable;

/**
 * kacs_get_sd and kacs_set_sd of a token (tokens §16): an empty path, AT_EMPTY_PATH, and a token handle as the
 * descriptor. Of anything else they are not served.
 */
final class SecurityCalls {
  private static final int AT_SYMLINK_NOFOLLOW = 0x100;
  private static final int FLAGS = SetSecurityRequest.AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW;
  private static final int LONGEST = 65535;

  private SecurityCalls() {}

  /** {@code get_sd(dirfd, path, secinfo, buf, buf_len, flags)}: yields the size of the whole. */
  static Outcome get(WaitingCall call) throws CallerGoneException {
    Outcome objection = objection(call);
    if (objection != null) {
      return objection;
    }
    int length = call.word(4);
    Fd handle = call.descriptor(call.word(0));
    Reply reply = call.ask(Operation.GET_SD, Words.encode(call.word(2), call.word(5), length), handle);
    if (reply.failed()) {
      return failed(reply, handle);
    }
    Sized sized;
    try {
      sized = Sized.decode(reply.payload());
    } catch (MalformedException e) {
      throw new IllegalStateException("the authority does not understand its own answer", e);
    }
    if (sized.bytes().length != 0 && !call.write(call.argument(3), sized.bytes())) {
      return Outcome.FAULT;
    }
    return new Outcome.Value(sized.required());
  }

  /** {@code set_sd(dirfd, path, secinfo, sd, sd_len, flags)}. */
  static Outcome set(WaitingCall call) throws CallerGoneException {
    int length = call.word(4);
    if (call.argument(3) == 0 || length <= 0 || length > LONGEST) {
      return Outcome.INVALID;
    }
    Outcome objection = objection(call);
    if (objection != null) {
      return objection;
    }
    byte[] descriptor = call.read(call.argument(3), length);
    if (descriptor == null) {
      return Outcome.FAULT;
    }
    Fd handle = call.descriptor(call.word(0));
    byte[] request = new SetSecurityRequest(call.word(2), call.word(5), Bytes.of(descriptor)).encode();
    Reply reply = call.ask(Operation.SET_SD, request, handle);
    return reply.failed() ? failed(reply, handle) : Outcome.DONE;
  }

  /** What is open and no token handle is an object whose descriptor is not served. */
  private static Outcome failed(Reply reply, Fd handle) {
    Outcome.Failed failed = Outcome.failed(reply);
    return failed.errno() == LinuxErrno.EBADF && WaitingCall.isOpen(handle) ? Outcome.NOT_SUPPORTED : failed;
  }

  /** Why the descriptor itself is not what is meant, or null. */
  private static @Nullable Outcome objection(WaitingCall call) throws CallerGoneException {
    int flags = call.word(5);
    if ((flags & ~FLAGS) != 0) {
      return Outcome.INVALID;
    }
    byte[] path = call.read(call.argument(1), 1);
    if (path == null) {
      return Outcome.FAULT;
    }
    boolean empty = path[0] == 0;
    if (empty && (flags & SetSecurityRequest.AT_EMPTY_PATH) == 0) {
      return new Outcome.Failed(LinuxErrno.ENOENT);
    }
    return empty ? null : Outcome.NOT_SUPPORTED;
  }
}
