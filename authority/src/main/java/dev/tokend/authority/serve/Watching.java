package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Parked;
import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.operation.open.TargetThread;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenChange;
import dev.tokend.surface.protocol.WatchReply;
import dev.tokend.surface.protocol.WatchRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins watches by the checks that any opening makes, and lets those who watch wait for changes. */
final class Watching {

  private final Monitor monitor;
  private final Opening opening;
  private final Handles handles;
  private final Targets targets;
  private final TrailReading trail;
  private final Watches watches;

  Watching(
      Monitor monitor, Opening opening, Handles handles, Targets targets, TrailReading trail, Watches watches) {
    this.monitor = monitor;
    this.opening = opening;
    this.handles = handles;
    this.targets = targets;
    this.trail = trail;
    this.watches = watches;
  }

  /** One request that waits. Where its connection ends meanwhile, so does the watch. */
  private final class Follower implements Parked {
    private final long number;
    private final Watch watch;
    private boolean answered;

    private Follower(long number, Watch watch) {
      this.number = number;
      this.watch = watch;
    }

    @Override
    public @Nullable Reply poll(long now) {
      if (!watch.hasNews() && watch.nanosLeft(now) > 0) {
        return null;
      }
      answered = true;
      return answer(number, watch);
    }

    @Override
    public void ended() {
      watch.waitNoMore();
      if (!answered) {
        watches.remove(number);
      }
    }
  }

  Reply answer(Call call) throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    return switch (WatchRequest.decode(call.payload())) {
      case WatchRequest.Begin(Target target) -> begin(call, target);
      case WatchRequest.Next(long number, int waitMillis) -> next(call, number, waitMillis);
      case WatchRequest.End(long number) -> {
        if (watches.find(number, call.caller().process().key()) != null) {
          watches.remove(number);
        }
        yield Reply.of(new WatchReply(number, true, List.of()).encode());
      }
    };
  }

  private Reply begin(Call call, Target target)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    Inspecting.requireDescriptors(call, target);
    int uid = call.identity().uid();
    watches.requireRoom(uid);
    WatchSubject subject = subject(call, target);
    Handle handle = subject.open(monitor, call.caller());
    try {
      byte[] token = Inspecting.all(monitor, handle);
      long number = watches.nextNumber();
      Watch watch = new Watch(monitor, number, uid, subject, watcher(call), handle);
      WatchReply begun = watch.begin(System.currentTimeMillis(), token);
      watches.add(number, watch);
      return Reply.of(begun.encode());
    } catch (Refusal e) {
      if (!(subject instanceof WatchSubject.OfToken of && of.lent())) {
        monitor.close(handle);
      }
      throw e;
    }
  }

  private WatchSubject subject(Call call, Target target)
      throws Refusal, FailedException, NotYetException, ErrnoException {
    Caller caller = call.caller();
    long own = caller.process().key();
    return switch (target) {
      case Target.Self s -> new WatchSubject.OfThread(own, 0, caller.tid(), true);
      case Target.Real r -> new WatchSubject.OfProcess(own, 0, true);
      case Target.Process(int pid) -> new WatchSubject.OfProcess(key(call, pid), pid, false);
      case Target.Thread(int pid, int tid) -> new WatchSubject.OfThread(key(call, pid, tid), pid, tid, false);
      case Target.Peer p -> new WatchSubject.OfToken(opening.peer(call), false);
      case Target.Handle h -> new WatchSubject.OfToken(handles.of(call.descriptors(), Operation.WATCH.word()), true);
      case Target.Pin p -> throw new IllegalArgumentException("no request has a pin for a target");
    };
  }

  /** The process of a number; where there is none, opening it refuses in its own words. */
  private long key(Call call, int pid) throws Refusal, NotYetException, ErrnoException {
    if (targets.process(null, pid) instanceof TargetProcess.Present(ProcessState process)) {
      return process.key();
    }
    monitor.close(opening.process(call, null, pid, WatchSubject.QUERY));
    throw new NotYetException();
  }

  private long key(Call call, int pid, int tid) throws Refusal, NotYetException, ErrnoException {
    if (targets.thread(null, pid, tid) instanceof TargetThread.Present(ProcessState process)) {
      return process.key();
    }
    monitor.close(opening.thread(call, null, pid, tid, WatchSubject.QUERY));
    throw new NotYetException();
  }

  private Watch.Watcher watcher(Call call) {
    return new Watch.Watcher(call.caller(), trail.viewOf(call));
  }

  private Reply next(Call call, long number, int waitMillis)
      throws Refusal, FailedException, NotYetException, ErrnoException {
    Watch watch = watches.find(number, call.caller().process().key());
    if (watch == null) {
      throw FailedException.of(
          Errno.ENOENT, Operation.WATCH.word(), "watch", "this process has no watch of that number, or it has ended");
    }
    if (watch.isWaiting()) {
      throw FailedException.of(
          Errno.EMFILE, Operation.WATCH.word(), "requests that wait", "a request waits for this watch already");
    }
    watch.asks(watcher(call));
    TokenChange.Kind end = end(watch.subject());
    if (end != null) {
      watch.end(end, System.currentTimeMillis());
    }
    watches.look();
    watch.retry();
    if (watch.hasNews() || waitMillis == 0) {
      return answer(number, watch);
    }
    watch.waitUntil(System.nanoTime() + waitMillis * 1_000_000L);
    return Reply.later(new Follower(number, watch));
  }

  private Reply answer(long number, Watch watch) {
    WatchReply reply = watch.answer();
    if (reply.ended()) {
      watches.remove(number);
    }
    return Reply.of(reply.encode());
  }

  /**
   * What has ended, or null. This looks at the process itself, which is how a token that follows from its credentials
   * is derived again.
   */
  private TokenChange.@Nullable Kind end(WatchSubject subject) throws Refusal, NotYetException, ErrnoException {
    return switch (subject) {
      case WatchSubject.OfToken t -> null;
      case WatchSubject.OfProcess of -> of.own() ? null : end(of.key(), of.pid());
      case WatchSubject.OfThread of -> of.own() ? null : end(of);
    };
  }

  private TokenChange.@Nullable Kind end(long key, int pid) throws Refusal, NotYetException, ErrnoException {
    boolean ended =
        switch (targets.process(null, pid)) {
          case TargetProcess.Present(ProcessState process) -> process.key() != key;
          case TargetProcess.Gone g -> true;
          case TargetProcess.NotADescriptor d -> true;
          case TargetProcess.NoToken n -> false;
        };
    return ended ? TokenChange.Kind.PROCESS_ENDED : null;
  }

  private TokenChange.@Nullable Kind end(WatchSubject.OfThread of)
      throws Refusal, NotYetException, ErrnoException {
    TokenChange.Kind process = end(of.key(), of.pid());
    boolean gone = targets.thread(null, of.pid(), of.tid()) instanceof TargetThread.NoSuchThread;
    return process == null && gone ? TokenChange.Kind.THREAD_ENDED : process;
  }
}
