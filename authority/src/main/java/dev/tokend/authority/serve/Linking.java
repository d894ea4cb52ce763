package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.derive.GetLinked;
import dev.tokend.monitor.operation.derive.Link;
import dev.tokend.monitor.operation.derive.LinkArgument;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elevation pairs (tokens §15). */
final class Linking {

  private final Monitor monitor;
  private final Handles handles;

  Linking(Monitor monitor, Handles handles) {
    this.monitor = monitor;
    this.handles = handles;
  }

  /** The request is on the sender's connection and not on a handle, so there is none that it could be issued on. */
  Reply link(Call call) throws Refusal, MalformedException {
    long session = Words.decodeLong(Operation.LINK, call.payload());
    List<Fd> both = call.descriptors();
    monitor.link(new Link.Request(call.caller(), null, argument(both.get(0)), argument(both.get(1)), session));
    return Reply.EMPTY;
  }

  private LinkArgument argument(Fd descriptor) {
    if (SocketFacts.cookieOrErrno(descriptor.number()) == -LinuxErrno.EBADF) {
      return new LinkArgument.NotOpen();
    }
    @Nullable Handle handle = handles.find(descriptor);
    return handle == null ? new LinkArgument.NotAToken() : new LinkArgument.TokenHandle(handle);
  }

  Reply linked(Call call) throws Refusal, FailedException {
    Handle handle = handles.of(call.descriptors(), Operation.GET_LINKED.word());
    GetLinked.Linked linked = monitor.getLinked(new GetLinked.Request(call.caller(), handle));
    return handles.grant(linked.handle(), call, Operation.GET_LINKED, linked.real() ? 1 : 0);
  }
}
