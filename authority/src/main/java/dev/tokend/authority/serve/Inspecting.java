package dev.tokend.authority.serve;

import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.query.Query;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenFacts;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Opens a token, reads classes of it and lets it go, in one request. */
final class Inspecting {

  private static final int CLASSES = 25;

  private final Monitor monitor;
  private final Opening opening;
  private final Handles handles;

  Inspecting(Monitor monitor, Opening opening, Handles handles) {
    this.monitor = monitor;
    this.opening = opening;
    this.handles = handles;
  }

  byte[] inspect(Call call) throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    InspectRequest request = InspectRequest.decode(call.payload());
    requireDescriptors(call, request.target());
    if (request.target() instanceof Target.Handle) {
      return read(handles.of(call.descriptors(), "inspect"), request);
    }
    Handle handle = open(call, request);
    try {
      return read(handle, request);
    } finally {
      monitor.close(handle);
    }
  }

  static void requireDescriptors(Call call, Target target) throws MalformedException {
    int expected = target instanceof Target.Peer || target instanceof Target.Handle ? 1 : 0;
    if (call.descriptors().size() != expected) {
      throw new MalformedException("inspect request", 0, "this target comes with " + expected + " descriptors");
    }
  }

  private Handle open(Call call, InspectRequest request) throws Refusal, NotYetException, ErrnoException {
    int mask = request.accessMask();
    return switch (request.target()) {
      case Target.Self s -> opening.self(call, 0, mask);
      case Target.Real r -> opening.self(call, OpenSelf.REAL, mask);
      case Target.Process(int pid) -> opening.process(call, null, pid, mask);
      case Target.Thread(int pid, int tid) -> opening.thread(call, null, pid, tid, mask);
      case Target.Peer p -> opening.peer(call);
      case Target.Handle h -> throw new IllegalArgumentException("a handle is open already");
      case Target.Pin p -> throw new IllegalArgumentException("no request has a pin for a target");
    };
  }

  private byte[] read(Handle handle, InspectRequest request) throws Refusal {
    return read(monitor, handle, request);
  }

  /** All of a token, with the facts. */
  static byte[] all(Monitor monitor, Handle handle) throws Refusal {
    return read(
        monitor, handle, new InspectRequest(new Target.Handle(-1), 0, InspectRequest.ALL_CLASSES, true));
  }

  private static byte[] read(Monitor monitor, Handle handle, InspectRequest request) throws Refusal {
    byte[] @Nullable [] payloads = new byte[CLASSES][];
    for (int number = 1; number < CLASSES; number++) {
      if ((request.classes() & 1 << number) != 0) {
        Query.Answer answer = monitor.query(new Query.Request(handle, number, Query.Request.UNBOUNDED));
        payloads[number] = Objects.requireNonNull(answer.payload());
      }
    }
    TokenFacts facts = request.withFacts() ? Facts.of(monitor, handle) : null;
    return new Inspection(handle.mask(), payloads, facts).encode();
  }
}
