package dev.tokend.authority.serve;

import dev.tokend.authority.audit.ActingProcess;
import dev.tokend.authority.audit.Actor;
import dev.tokend.authority.audit.Trail;
import dev.tokend.authority.connection.Evidence;
import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.connection.Sender;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.names.Names;
import dev.tokend.authority.peer.PeerCapture;
import dev.tokend.authority.peer.Registrar;
import dev.tokend.authority.process.Identified;
import dev.tokend.authority.process.Processes;
import dev.tokend.authority.process.ThreadLives;
import dev.tokend.authority.store.Keeping;
import dev.tokend.authority.syscall.Trees;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import org.jspecify.annotations.Nullable;

/** From a frame to its answer: who sent it, whether it may ask here at all, and what the operation says. */
public final class TokenService {

  private final Processes processes;
  private final ThreadLives threads;
  private final Requests requests;
  private final Admission admission;
  private final Durably durably;
  private final Trail trail;
  private final Watches watches;

  /** Whom the authority serves. */
  public interface Admission {
    /** Why a sender is not served, in words, or null where it is. */
    @Nullable String refusal(LinuxIdentity sender);
  }

  /** Puts the pieces together. */
  public TokenService(
      Monitor monitor,
      Processes processes,
      ThreadLives threads,
      PeerCapture peers,
      Registrar registrar,
      Handles handles,
      Pins pins,
      RequestedSessions requestedSessions,
      Names names,
      Housekeeping housekeeping,
      Admission admission,
      Keeping keeping,
      Trail trail,
      TrailReading events,
      Watches watches,
      ProcessListing listing,
      Trees trees) {
    this.processes = processes;
    this.threads = threads;
    this.admission = admission;
    this.durably = new Durably(keeping);
    this.trail = trail;
    this.watches = watches;
    this.requests =
        new Requests(
            monitor,
            handles,
            pins,
            requestedSessions,
            new SessionViews(monitor, processes, pins),
            new Targets(processes, threads, peers),
            registrar,
            names,
            housekeeping,
            events,
            watches,
            listing,
            trees);
  }

  /** Answers a request; null where it must be tried again when something has been looked up. */
  public @Nullable Reply answer(Frame frame) {
    Operation operation = Operation.byCode(frame.header().operation());
    if (operation == null) {
      return failed(
          Errno.ENOSYS,
          "request",
          "operation",
          "there is no operation " + frame.header().operation());
    }
    try {
      trail.acts(unknown(frame));
      return answer(operation, frame);
    } catch (NotYetException e) {
      return null;
    } catch (Refusal e) {
      return audited(Failures.of(e));
    } catch (FailedException e) {
      return audited(e.failure());
    } catch (MalformedException e) {
      return failed(Errno.EINVAL, operation.word(), "shape of the request", String.valueOf(e.getMessage()));
    } catch (ErrnoException e) {
      return failed(Errno.ENFILE, operation.word(), "system call of the authority", e.getMessage());
    } finally {
      durably.flush();
      trail.acts(null);
    }
  }

  private Reply audited(Failure failure) {
    trail.failed(failure);
    return Failures.reply(failure);
  }

  /** The sender as long as nothing is known of it but what the kernel attached to the message. */
  private static Actor unknown(Frame frame) {
    int uid = frame.evidence().realUid();
    Sender sender = frame.sender();
    return new Actor(
        Integer.toUnsignedLong(uid), uid, new ActingProcess(sender.pid(), sender.pidfd()), 0, null);
  }

  private static Actor known(Caller caller, LinuxIdentity identity, Sender sender) {
    Token token = caller.effective();
    return new Actor(
        identity.initialUserNamespace() ? Integer.toUnsignedLong(identity.uid()) : Actor.NAMESPACED,
        identity.uid(),
        new ActingProcess(sender.pid(), sender.pidfd()),
        caller.tid(),
        token == null
            ? null
            : new Actor.Identity(
                caller.process().key(), token.user(), token.id(), token.session().id(), token != caller.primary()));
  }

  private Reply answer(Operation operation, Frame frame)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    int descriptors = frame.descriptors().size();
    if (descriptors < operation.fewestDescriptors() || descriptors > operation.mostDescriptors()) {
      throw FailedException.of(
          Errno.EINVAL, operation.word(), "descriptors", "it came with " + descriptors + " descriptors");
    }
    Sender sender = frame.sender();
    processes.hear();
    return switch (processes.identify(sender.pid(), sender.pidfd())) {
      case Identified.NotYet n -> throw new NotYetException();
      case Identified.Gone g ->
          throw FailedException.of(Errno.ESRCH, operation.word(), "sender", "the sender has ended");
      case Identified.Unreadable(String reason) ->
          throw FailedException.of(
              Errno.EACCES, operation.word(), "sender", "the sender's credentials cannot be read: " + reason);
      case Identified.Known known -> {
        Vouching.require(operation, known, frame.evidence());
        if (frame.evidence() instanceof Evidence.Waiting) {
          processes.images().called(known.process());
        }
        LinuxIdentity identity = known.identity();
        look(null);
        trail.acts(known(new Caller(known.process(), sender.pid()), identity, sender));
        String refusal = admission.refusal(identity);
        if (refusal != null) {
          throw FailedException.of(Errno.EACCES, operation.word(), "users of this authority", refusal);
        }
        int tid = thread(operation, frame.header(), known.process(), sender);
        Caller caller = new Caller(known.process(), tid);
        trail.acts(known(caller, identity, sender));
        yield answer(operation, new Call(caller, identity, frame.payload(), frame.descriptors()), frame);
      }
    };
  }

  private Reply answer(Operation operation, Call call, Frame frame)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    requireRoom(operation, call);
    Doing doing = Doing.of(operation, known(call.caller(), call.identity(), frame.sender()));
    Reply reply = durably.answer(operation, () -> done(operation, call, frame));
    look(doing);
    return reply;
  }

  private Reply done(Operation operation, Call call, Frame frame)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    Reply reply = requests.answer(operation, call);
    ProcessState process = call.caller().process();
    int leading = frame.sender().pid();
    processes.answered(process);
    threads.after(process, leading, call.caller().tid());
    if (call.caller().tid() == leading
        && (operation == Operation.IMPERSONATE || operation == Operation.IMPERSONATE_PEER)) {
      processes.images().impersonates(process, frame.evidence() instanceof Evidence.Waiting);
    }
    return reply;
  }

  /** What those who watch tokens find out is found out on nobody's account. */
  private void look(@Nullable Doing doing) {
    trail.acts(null);
    watches.look(doing);
  }

  /** Where its uid has too many processes with more than a derived token, a request cannot make another one of them. */
  private void requireRoom(Operation operation, Call call) throws FailedException {
    boolean binds =
        switch (operation) {
          case ADJUST_PRIVILEGES, ADJUST_GROUPS, ADJUST_DEFAULT, ADJUST_SCOPE, SET_SD, LINK -> true;
          case IMPERSONATE, IMPERSONATE_PEER, INSTALL, RUN -> !call.caller().process().isBound();
          default -> false;
        };
    if (binds && processes.isFull(call.identity().uid())) {
      throw FailedException.of(
          Errno.EMFILE,
          operation.word(),
          "bound processes of one uid",
          "too many processes of this uid have tokens of their own already; some of them must end first");
    }
  }

  /** The calling thread: the one thing that a message says about its sender, so it is checked. */
  private int thread(Operation operation, FrameHeader header, ProcessState process, Sender sender)
      throws FailedException {
    int tid = header.thread();
    if (tid == 0) {
      return sender.pid();
    }
    if (tid < 0 || !threads.belongs(process, sender.pid(), tid)) {
      throw FailedException.of(
          Errno.ESRCH, operation.word(), "calling thread", "the sending process has no thread " + tid);
    }
    return tid;
  }

  private static Reply failed(Errno errno, String operation, String check, String reason) {
    return Failures.reply(new Failure(errno, operation, check, reason, null, null, 0));
  }
}
