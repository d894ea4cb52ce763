package dev.tokend.authority.serve;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.OpenPeer;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.operation.open.OpenThread;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import dev.tokend.kacs.MalformedException;
import org.jspecify.annotations.Nullable;

/** Opens tokens (tokens §9), for the requests that keep the handle and for those that only look. */
final class Opening {

  private final Monitor monitor;
  private final Targets targets;

  Opening(Monitor monitor, Targets targets) {
    this.monitor = monitor;
    this.targets = targets;
  }

  /** What the request of one of the four open operations opens. */
  Handle open(Operation operation, Call call)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    return switch (operation) {
      case OPEN_SELF -> {
        int[] words = Words.decode(operation, call.payload(), 2);
        yield self(call, words[0], words[1]);
      }
      case OPEN_PROCESS -> {
        int[] words = Words.decode(operation, call.payload(), 2);
        yield process(call, passed(call), words[1], words[0]);
      }
      case OPEN_THREAD -> {
        int[] words = Words.decode(operation, call.payload(), 3);
        yield thread(call, passed(call), words[1], words[2], words[0]);
      }
      case OPEN_PEER -> peer(call);
      default -> throw new IllegalArgumentException(operation + " opens nothing");
    };
  }

  private static @Nullable Fd passed(Call call) {
    return call.descriptors().isEmpty() ? null : call.descriptors().getFirst();
  }

  /** tokens §9.1. */
  Handle self(Call call, int flags, int mask) throws Refusal {
    return monitor.openSelf(new OpenSelf.Request(call.caller(), flags, mask));
  }

  /** tokens §9.2. */
  Handle process(Call call, @Nullable Fd pidfd, int pid, int mask) throws Refusal, NotYetException, ErrnoException {
    return monitor.openProcess(new OpenProcess.Request(call.caller(), targets.process(pidfd, pid), mask));
  }

  /** tokens §9.3. */
  Handle thread(Call call, @Nullable Fd pidfd, int pid, int tid, int mask)
      throws Refusal, NotYetException, ErrnoException {
    return monitor.openThread(
        new OpenThread.Request(call.caller(), targets.thread(pidfd, pid, tid), tid, mask));
  }

  /** tokens §9.4. */
  Handle peer(Call call) throws Refusal, NotYetException, ErrnoException {
    return monitor.openPeer(new OpenPeer.Request(targets.peer(call)));
  }
}
