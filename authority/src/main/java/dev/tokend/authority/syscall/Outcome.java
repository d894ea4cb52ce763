package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.surface.protocol.Failure;

/** What a call comes to. */
sealed interface Outcome {
  /** Of a call that has nothing to tell. */
  Outcome DONE = new Value(0);

  /** An argument points where the caller cannot read or write. */
  Outcome FAULT = new Failed(14);

  /** There is no such call. */
  Outcome NO_SUCH_CALL = new Failed(LinuxErrno.ENOSYS);

  /** There is no such request on a token handle. */
  Outcome NO_SUCH_REQUEST = new Failed(LinuxErrno.ENOTTY);

  /** An argument is none that the call takes. */
  Outcome INVALID = new Failed(LinuxErrno.EINVAL);

  /** What it is about is not served here. */
  Outcome NOT_SUPPORTED = new Failed(LinuxErrno.EOPNOTSUPP);

  /**
   * It succeeded.
   *
   * @param result what it returns, not negative
   */
  record Value(long result) implements Outcome {}

  /**
   * It failed.
   *
   * @param errno positive
   */
  record Failed(int errno) implements Outcome {}

  /**
   * It returns a new descriptor.
   *
   * @param descriptor to give to the caller; closed here afterwards
   */
  record Descriptor(Fd descriptor) implements Outcome {}

  /** It is none of ours: the kernel carries it out. */
  record Proceed() implements Outcome {}

  /** Of a request that fails. */
  static Outcome.Failed failed(Reply reply) {
    return new Failed(failure(reply).errno().number());
  }

  /** The failure that a reply bears. */
  static Failure failure(Reply reply) {
    try {
      return Failure.decode(reply.payload());
    } catch (MalformedException e) {
      throw new IllegalStateException("the authority does not understand its own answer", e);
    }
  }

  /** Of a request that yields nothing. */
  static Outcome done(Reply reply) {
    return reply.failed() ? failed(reply) : DONE;
  }

  /** Of a request that yields a handle, which becomes the call's result. */
  static Outcome handle(Reply reply) {
    Fd descriptor = reply.descriptor();
    return descriptor == null ? failed(reply) : new Descriptor(descriptor);
  }
}
