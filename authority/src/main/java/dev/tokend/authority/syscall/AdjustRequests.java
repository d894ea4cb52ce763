package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.linux.Fd;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;

/**
 * The requests that change a token in place (tokens §14.1 to §14.3).
 *
 * <p>Of a structure that cannot be written back nothing is applied: the call fails before.
 */
final class AdjustRequests {
  private static final int MOST_PRIVILEGES = 64;
  private static final int MOST_GROUPS = 1024;
  private static final int ENTRY = 8;

  /** In both structures: count u32 @0, padding u32 @4, pointer u64 @8, then what is written back. */
  private static final int PADDING = 4;

  private static final int POINTER = 8;
  private static final int PREVIOUS = 16;
  private static final int PREVIOUS_PRIVILEGES = 8;
  private static final int PREVIOUS_GROUPS = 128;

  /** kacs_adjust_default_args: dacl_ptr u64 @0, dacl_len u32 @8, owner_index u16 @12, group_index u16 @14. */
  private static final int DEFAULTS = 16;

  private static final int LENGTH = 8;
  private static final int LONGEST_DACL = 65536;

  private AdjustRequests() {}

  static Outcome privileges(WaitingCall call, Fd handle, long address) throws CallerGoneException {
    return adjust(call, Operation.ADJUST_PRIVILEGES, handle, address, MOST_PRIVILEGES, PREVIOUS_PRIVILEGES);
  }

  static Outcome groups(WaitingCall call, Fd handle, long address) throws CallerGoneException {
    return adjust(call, Operation.ADJUST_GROUPS, handle, address, MOST_GROUPS, PREVIOUS_GROUPS);
  }

  private static Outcome adjust(
      WaitingCall call, Operation operation, Fd handle, long address, int most, int previous)
      throws CallerGoneException {
    byte[] none = Words.encode(0, 0);
    byte[] arguments = call.read(address, PREVIOUS);
    if (arguments == null || !call.mayWrite(address + PREVIOUS, previous)) {
      return HandleRequests.afterRights(call, operation, none, handle, Outcome.FAULT);
    }
    int count = Structs.wordAt(arguments, 0);
    int padding = Structs.wordAt(arguments, PADDING);
    if (padding != 0 || count < 1 || count > most) {
      return HandleRequests.afterRights(call, operation, none, handle, Outcome.INVALID);
    }
    byte[] entries = call.read(Structs.longAt(arguments, POINTER), ENTRY * count);
    if (entries == null) {
      return HandleRequests.afterRights(call, operation, none, handle, Outcome.FAULT);
    }
    byte[] request =
        new ByteWriter(ENTRY + entries.length).i32(count).i32(padding).bytes(entries).toByteArray();
    Reply reply = call.ask(operation, request, handle);
    if (reply.failed()) {
      return Outcome.failed(reply);
    }
    return call.write(address + PREVIOUS, reply.payload()) ? Outcome.DONE : Outcome.FAULT;
  }

  static Outcome defaults(WaitingCall call, Fd handle, long address) throws CallerGoneException {
    // A length without a pointer is refused.
    byte[] hopeless =
        new ByteWriter(DEFAULTS).i64(0).i32(1).u16(0xFFFF).u16(0xFFFF).toByteArray();
    Operation operation = Operation.ADJUST_DEFAULT;
    byte[] arguments = call.read(address, DEFAULTS);
    if (arguments == null) {
      return HandleRequests.afterRights(call, operation, hopeless, handle, Outcome.FAULT);
    }
    long pointer = Structs.longAt(arguments, 0);
    int length = Structs.wordAt(arguments, LENGTH);
    if (pointer == 0) {
      return Outcome.done(call.ask(operation, arguments, handle));
    }
    if (length < 0 || length > LONGEST_DACL) {
      return HandleRequests.afterRights(call, operation, hopeless, handle, Outcome.INVALID);
    }
    byte[] dacl = call.read(pointer, length);
    if (dacl == null) {
      return HandleRequests.afterRights(call, operation, hopeless, handle, Outcome.FAULT);
    }
    byte[] request = new ByteWriter(DEFAULTS + length).bytes(arguments).bytes(dacl).toByteArray();
    return Outcome.done(call.ask(operation, request, handle));
  }
}
