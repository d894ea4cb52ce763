package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.Words;

/** The requests that make a token of another one, and those about elevation pairs (tokens §12, §13, §15). */
final class DeriveRequests {
  /** kacs_duplicate_args: access_mask, token_type, impersonation_level, and the new descriptor's number. */
  private static final int DUPLICATE = 16;

  private static final int DUPLICATE_RESULT = 12;

  /**
   * kacs_restrict_args: privs_to_delete u64 @0, num_deny_indices u32 @8, num_restrict_sids u32 @12, data_len u32 @16,
   * flags u32 @20, data_ptr u64 @24, and the new descriptor's number.
   */
  private static final int RESTRICT = 40;

  private static final int RESTRICT_RESULT = 32;
  private static final int LONGEST_DATA = 65536;

  /** kacs_link_tokens_args: elevated_fd s32 @0, filtered_fd s32 @4, logon_session_id u64 @8. */
  private static final int LINK = 16;

  private DeriveRequests() {}

  static Outcome duplicate(WaitingCall call, Fd handle, long address) throws CallerGoneException {
    byte[] arguments = call.read(address, DUPLICATE);
    if (arguments == null || !call.mayWrite(address + DUPLICATE_RESULT, Integer.BYTES)) {
      return HandleRequests.afterRights(
          call, Operation.DUPLICATE, HandleRequests.zeros(3), handle, Outcome.FAULT);
    }
    byte[] request =
        Words.encode(Structs.wordAt(arguments, 0), Structs.wordAt(arguments, 4), Structs.wordAt(arguments, 8));
    return give(call, call.ask(Operation.DUPLICATE, request, handle), address + DUPLICATE_RESULT);
  }

  static Outcome restrict(WaitingCall call, Fd handle, long address) throws CallerGoneException {
    byte[] arguments = call.read(address, RESTRICT);
    byte[] hopeless = new RestrictRequest(0, 0, 0, -1, Bytes.of(new byte[0])).encode();
    if (arguments == null || !call.mayWrite(address + RESTRICT_RESULT, Integer.BYTES)) {
      return HandleRequests.afterRights(call, Operation.RESTRICT, hopeless, handle, Outcome.FAULT);
    }
    int length = Structs.wordAt(arguments, 16);
    int flags = Structs.wordAt(arguments, 20);
    if ((flags & ~RestrictRequest.WRITE_RESTRICTED) != 0 || length < 0 || length > LONGEST_DATA) {
      return HandleRequests.afterRights(call, Operation.RESTRICT, hopeless, handle, Outcome.INVALID);
    }
    byte[] data = call.read(Structs.longAt(arguments, 24), length);
    if (data == null) {
      return HandleRequests.afterRights(call, Operation.RESTRICT, hopeless, handle, Outcome.FAULT);
    }
    byte[] request =
        new RestrictRequest(
                Structs.longAt(arguments, 0),
                Structs.wordAt(arguments, 8),
                Structs.wordAt(arguments, 12),
                flags,
                Bytes.of(data))
            .encode();
    return give(call, call.ask(Operation.RESTRICT, request, handle), address + RESTRICT_RESULT);
  }

  /** The handle that it is issued on is of no importance. */
  static Outcome link(WaitingCall call, long address) throws CallerGoneException {
    byte[] arguments = call.read(address, LINK);
    if (arguments == null) {
      return Outcome.FAULT;
    }
    Fd elevated = call.descriptor(Structs.wordAt(arguments, 0));
    Fd filtered = call.descriptor(Structs.wordAt(arguments, 4));
    byte[] session = Words.encodeLong(Structs.longAt(arguments, 8));
    return Outcome.done(call.ask(Operation.LINK, session, elevated, filtered));
  }

  static Outcome linked(WaitingCall call, Fd handle, long address) throws CallerGoneException {
    if (call.read(address, Integer.BYTES) == null || !call.mayWrite(address, Integer.BYTES)) {
      return Outcome.FAULT;
    }
    return give(call, call.ask(Operation.GET_LINKED, new byte[0], handle), address);
  }

  private static Outcome give(WaitingCall call, Reply reply, long address) throws CallerGoneException {
    Fd descriptor = reply.descriptor();
    return descriptor == null ? Outcome.failed(reply) : call.giveInto(descriptor, address);
  }
}
