package dev.tokend.authority.syscall;

import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;

/** The requests on a token handle, by their ioctl numbers (formats §11). */
final class HandleRequests {

  private HandleRequests() {}

  /**
   * Carries a request out. One on a descriptor that is no token handle is the kernel's: other drivers have requests of
   * the same type, the console among them. Should the caller put a handle in its place meanwhile, the kernel refuses
   * the request as one that sockets do not know.
   */
  static Outcome answer(WaitingCall call) throws CallerGoneException {
    Fd handle = call.descriptor(call.word(0));
    if (!call.isHandle(handle)) {
      return new Outcome.Proceed();
    }
    long argument = call.argument(2);
    return switch (call.word(1)) {
      case 0xC0104B00 -> QueryRequest.answer(call, handle, argument);
      case 0x40184B01 -> AdjustRequests.privileges(call, handle, argument);
      case 0xC0104B02 -> DeriveRequests.duplicate(call, handle, argument);
      case 0x00004B03 -> Outcome.done(call.ask(Operation.INSTALL, new byte[0], handle));
      case 0xC0284B04 -> DeriveRequests.restrict(call, handle, argument);
      case 0x40104B05 -> DeriveRequests.link(call, argument);
      case 0xC0044B06 -> DeriveRequests.linked(call, handle, argument);
      case 0x40904B07 -> AdjustRequests.groups(call, handle, argument);
      case 0x00004B08 -> Outcome.done(call.ask(Operation.IMPERSONATE, new byte[0], handle));
      case 0x40104B09 -> AdjustRequests.defaults(call, handle, argument);
      case 0x40044B0A -> scope(call, handle, argument);
      default -> Outcome.NO_SUCH_REQUEST;
    };
  }

  /** tokens §14.4: an unreadable value is no value. */
  private static Outcome scope(WaitingCall call, Fd handle, long argument) throws CallerGoneException {
    byte[] value = call.read(argument, Integer.BYTES);
    return Outcome.done(call.ask(Operation.ADJUST_SCOPE, value == null ? new byte[0] : value, handle));
  }

  /**
   * What is wrong with an argument counts only after the handle's rights: the operation is asked with an argument that
   * it refuses in any case.
   *
   * @param hopeless what the operation refuses with EINVAL, after all that comes before its arguments
   * @param outcome what is wrong
   */
  static Outcome afterRights(WaitingCall call, Operation operation, byte[] hopeless, Fd handle, Outcome outcome)
      throws CallerGoneException {
    Outcome.Failed failed = Outcome.failed(call.ask(operation, hopeless, handle));
    return failed.errno() == LinuxErrno.EINVAL ? outcome : failed;
  }

  /** The argument that {@link #afterRights} asks {@code duplicate} and {@code query} with. */
  static byte[] zeros(int words) {
    return Words.encode(new int[words]);
  }
}
