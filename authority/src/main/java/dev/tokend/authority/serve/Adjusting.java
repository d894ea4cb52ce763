package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.AdjustGroups;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.adjust.AdjustScope;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.operation.adjust.SetSecurity;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.AdjustDefaultRequest;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.GroupStatesReply;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.SetSecurityRequest;
import dev.tokend.surface.protocol.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes a token in place (tokens §14 and §16). */
final class Adjusting {

  private final Monitor monitor;
  private final Handles handles;

  Adjusting(Monitor monitor, Handles handles) {
    this.monitor = monitor;
    this.handles = handles;
  }

  Reply answer(Operation operation, Call call) throws Refusal, FailedException, MalformedException {
    Handle handle = handles.of(call.descriptors(), operation.word());
    return switch (operation) {
      case ADJUST_PRIVILEGES -> privileges(handle, AdjustRequest.decode(call.payload()));
      case ADJUST_GROUPS -> groups(handle, AdjustRequest.decode(call.payload()));
      case ADJUST_DEFAULT -> defaults(handle, AdjustDefaultRequest.decode(call.payload()));
      case ADJUST_SCOPE -> {
        // Nothing: the caller of the system call has no readable value, which counts only after its rights.
        @Nullable Integer scope = call.payload().length == 0 ? null : Words.decode(operation, call.payload(), 1)[0];
        monitor.adjustScope(new AdjustScope.Request(call.caller(), handle, scope));
        yield Reply.EMPTY;
      }
      case SET_SD -> {
        SetSecurityRequest request = SetSecurityRequest.decode(call.payload());
        monitor.setSecurity(
            new SetSecurity.Request(
                call.caller(), handle, request.flags(), request.securityInformation(), request.descriptor()));
        yield Reply.EMPTY;
      }
      default -> throw new IllegalArgumentException(operation + " adjusts nothing");
    };
  }

  private Reply privileges(Handle handle, AdjustRequest request) throws Refusal {
    List<AdjustPrivileges.Entry> entries = new ArrayList<>();
    for (AdjustRequest.Entry entry : request.entries()) {
      entries.add(new AdjustPrivileges.Entry(entry.number(), entry.state()));
    }
    long before = monitor.adjustPrivileges(new AdjustPrivileges.Request(handle, request.padding(), entries));
    return Reply.of(new ByteWriter(Long.BYTES).i64(before).toByteArray());
  }

  private Reply groups(Handle handle, AdjustRequest request) throws Refusal {
    List<AdjustGroups.Entry> entries = new ArrayList<>();
    for (AdjustRequest.Entry entry : request.entries()) {
      entries.add(new AdjustGroups.Entry(entry.number(), entry.state()));
    }
    List<Long> before = new ArrayList<>();
    for (long word : monitor.adjustGroups(new AdjustGroups.Request(handle, request.padding(), entries)).toWireWords()) {
      before.add(word);
    }
    return Reply.of(new GroupStatesReply(before).encode());
  }

  private Reply defaults(Handle handle, AdjustDefaultRequest request) throws Refusal {
    monitor.adjustDefault(
        new AdjustDefault.Request(handle, dacl(request), request.ownerIndex(), request.groupIndex()));
    return Reply.EMPTY;
  }

  private static DaclArgument dacl(AdjustDefaultRequest request) {
    Bytes dacl = request.dacl();
    if (dacl == null) {
      return request.lengthWithoutDacl() == 0 ? new DaclArgument.Leave() : new DaclArgument.LengthOnly();
    }
    return dacl.size() == 0 ? new DaclArgument.Clear() : new DaclArgument.Replace(dacl);
  }
}
