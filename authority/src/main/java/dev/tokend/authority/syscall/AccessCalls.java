package dev.tokend.authority.syscall;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.surface.protocol.AccessCheckReply;
import dev.tokend.surface.protocol.AccessCheckRequest;
import dev.tokend.surface.protocol.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** kacs_access_check and kacs_access_check_list (docs/kacs-programs.md has the structure). */
final class AccessCalls {
  private static final int SHORTEST = 40;
  private static final int KNOWN = 136;
  private static final int LONGEST = 4096;

  /** Three fields of padding, 0 each. */
  private static final int[] PADDING = {68, 84, 116};

  private static final int GRANTED = 88;
  private static final int CONTINUOUS_AUDIT = 120;
  private static final int STAGING_MISMATCH = 128;
  private static final int NODE_RESULT = 8;

  private AccessCalls() {}

  /**
   * {@code access_check(args)} or {@code access_check_list(args, results, results_count)}.
   *
   * @param each whether each object type's result is asked for
   */
  static Outcome answer(WaitingCall call, boolean each) throws CallerGoneException {
    byte[] size = call.read(call.argument(0), Integer.BYTES);
    if (size == null) {
      return Outcome.FAULT;
    }
    int length = Structs.wordAt(size, 0);
    if (length < SHORTEST || length > LONGEST) {
      return Outcome.INVALID;
    }
    byte[] read = call.read(call.argument(0), length);
    if (read == null) {
      return Outcome.FAULT;
    }
    byte[] arguments = known(read);
    return arguments == null ? Outcome.INVALID : answer(call, arguments, each);
  }

  /** What is not there is 0; what is not known must be. */
  private static byte @Nullable [] known(byte[] read) {
    byte[] arguments = new byte[KNOWN];
    System.arraycopy(read, 0, arguments, 0, Math.min(read.length, KNOWN));
    for (int at = KNOWN; at < read.length; at++) {
      if (read[at] != 0) {
        return null;
      }
    }
    for (int padding : PADDING) {
      if (Structs.wordAt(arguments, padding) != 0) {
        return null;
      }
    }
    return arguments;
  }

  private static Outcome answer(WaitingCall call, byte[] arguments, boolean each) throws CallerGoneException {
    int number = Structs.wordAt(arguments, 4);
    int nodes = Structs.wordAt(arguments, 64);
    boolean sound =
        number >= -1
            && Structs.longAt(arguments, 8) != 0
            && isWithin(Structs.wordAt(arguments, 16), 1, SecurityDescriptor.MAX_SIZE)
            && isWithin(Structs.wordAt(arguments, 48), 0, Sid.MAX_SIZE)
            && isWithin(nodes, each ? 1 : 0, ObjectTypeList.MAX_NODES)
            && (Structs.longAt(arguments, 56) == 0) == (nodes == 0)
            && isWithin(Structs.wordAt(arguments, 80), 0, AccessCheckRequest.MAX_CLAIMS)
            && isWithin(Structs.wordAt(arguments, 112), 0, AccessCheckRequest.MAX_CONTEXT)
            && (!each || call.word(2) == nodes);
    if (!sound) {
      return Outcome.INVALID;
    }
    List<byte[]> parts = parts(call, arguments);
    if (parts == null || !mayTell(call, arguments, each ? nodes : 0)) {
      return Outcome.FAULT;
    }
    byte[] request = AccessCheckRequest.encode(words(arguments), parts);
    Operation operation = each ? Operation.ACCESS_CHECK_LIST : Operation.ACCESS_CHECK;
    Fd[] subject = number == -1 ? new Fd[0] : new Fd[] {call.descriptor(number)};
    return deliver(call, arguments, call.ask(operation, request, subject), each);
  }

  private static boolean isWithin(int number, int least, int most) {
    return number >= least && number <= most;
  }

  /** Rights, mapping, intent and protection level, as a request has them. */
  private static int[] words(byte[] arguments) {
    int[] offsets = {20, 24, 28, 32, 36, 52, 96, 100};
    int[] words = new int[offsets.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = Structs.wordAt(arguments, offsets[i]);
    }
    return words;
  }

  /** Descriptor, self SID, object types, claims and context; null where one of them cannot be read. */
  private static @Nullable List<byte[]> parts(WaitingCall call, byte[] arguments) throws CallerGoneException {
    int[] pointers = {8, 40, 56, 72, 104};
    int[] lengths = {16, 48, 64, 80, 112};
    int[] sizes = {1, 1, AccessCheckRequest.OBJECT_TYPE, 1, 1};
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < pointers.length; i++) {
      byte[] part =
          call.read(Structs.longAt(arguments, pointers[i]), Structs.wordAt(arguments, lengths[i]) * sizes[i]);
      if (part == null) {
        return null;
      }
      parts.add(part);
    }
    return parts;
  }

  /** Whether all that is asked for can be told: nothing is decided otherwise. */
  private static boolean mayTell(WaitingCall call, byte[] arguments, int nodes) throws CallerGoneException {
    for (int pointer : new int[] {GRANTED, CONTINUOUS_AUDIT, STAGING_MISMATCH}) {
      long address = Structs.longAt(arguments, pointer);
      if (address != 0 && !call.mayWrite(address, Integer.BYTES)) {
        return false;
      }
    }
    return nodes == 0 || call.mayWrite(call.argument(1), NODE_RESULT * nodes);
  }

  private static Outcome deliver(WaitingCall call, byte[] arguments, Reply reply, boolean each)
      throws CallerGoneException {
    if (reply.failed()) {
      return Outcome.failed(reply);
    }
    AccessCheckReply answer;
    try {
      answer = AccessCheckReply.decode(reply.payload());
    } catch (MalformedException e) {
      throw new IllegalStateException("the authority does not understand its own answer", e);
    }
    boolean told =
        tell(call, Structs.longAt(arguments, GRANTED), answer.granted())
            && tell(call, Structs.longAt(arguments, CONTINUOUS_AUDIT), answer.continuousAudit())
            && tell(call, Structs.longAt(arguments, STAGING_MISMATCH), answer.stagingMismatch() ? 1 : 0)
            && (!each || call.write(call.argument(1), results(answer)));
    if (!told) {
      return Outcome.FAULT;
    }
    if (each) {
      return Outcome.DONE;
    }
    return answer.allowed()
        ? new Outcome.Value(Integer.toUnsignedLong(answer.granted()))
        : new Outcome.Failed(LinuxErrno.EACCES);
  }

  private static boolean tell(WaitingCall call, long address, int word) throws CallerGoneException {
    return address == 0 || call.writeWord(address, word);
  }

  /** kacs_node_result of each: u32 granted, s32 status. */
  private static byte[] results(AccessCheckReply answer) {
    ByteWriter out = new ByteWriter(NODE_RESULT * answer.nodes().size());
    for (AccessCheckReply.Node node : answer.nodes()) {
      out.i32(node.granted()).i32(node.allowed() ? 0 : -LinuxErrno.EACCES);
    }
    return out.toByteArray();
  }
}
