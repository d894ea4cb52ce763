package dev.tokend.authority;

import dev.tokend.authority.audit.TrailEvent;
import dev.tokend.authority.connection.DiscardThreads;
import dev.tokend.authority.connection.Listener;
import dev.tokend.authority.connection.Parked;
import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.HostFacts;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.handover.ServiceManager;
import dev.tokend.authority.log.EventLog;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.names.Background;
import dev.tokend.authority.names.Names;
import dev.tokend.authority.peer.PeerCapture;
import dev.tokend.authority.peer.Registrar;
import dev.tokend.authority.peer.Registrations;
import dev.tokend.authority.process.ProcIdentityReader;
import dev.tokend.authority.process.ProcessLimits;
import dev.tokend.authority.process.Processes;
import dev.tokend.authority.process.ThreadLives;
import dev.tokend.authority.serve.Conversations;
import dev.tokend.authority.serve.Handles;
import dev.tokend.authority.serve.Housekeeping;
import dev.tokend.authority.serve.LeftHandles;
import dev.tokend.authority.serve.Pins;
import dev.tokend.authority.serve.ProcessListing;
import dev.tokend.authority.serve.ProcessViewer;
import dev.tokend.authority.serve.RequestedSessions;
import dev.tokend.authority.serve.StopGate;
import dev.tokend.authority.serve.TokenService;
import dev.tokend.authority.serve.Watches;
import dev.tokend.authority.store.Keeping;
import dev.tokend.authority.store.Recorder;
import dev.tokend.authority.store.Store;
import dev.tokend.authority.syscall.Trees;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.proc.ProcFs;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.monitor.Monitor;
import dev.tokend.surface.protocol.AuthorityStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The pieces of an authority put together, and its one thread. */
final class Authority implements EventLoop.Timer, Housekeeping {

  private static final int REGISTRATIONS_MILLIS = 1000;
  private static final long NANOS_A_MILLI = 1_000_000L;
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private final Options options;
  private final int uid = ProcessIds.effectiveUid();
  private final long startedAt = System.currentTimeMillis() / 1000;
  private final EventLoop loop = new EventLoop();
  private final EventFd wake = EventFd.create();
  private final DiscardThreads discards;
  private final Background background = new Background(this::wakeLoop);
  private final Background forAccounts = new Background(this::wakeLoop);
  private final Auditing auditing;
  private final Monitor monitor;
  private final Names names;
  private final Processes processes;
  private final Registrations registrations;
  private final PeerCapture peers;
  private final Handles handles;
  private final Pins pins;
  private final Watches watches;
  private final Keeping keeping;
  private final LeftHandles leftHandles;
  private final Recorder recorder;
  private final StopGate stopGate;
  private final ProcessListing listing;
  private final Trees trees;
  private final Listener listener;
  private long idleSince = System.nanoTime();
  private long registrationsAt = System.nanoTime();
  private volatile boolean stopping;

  /**
   * @param socket listens already; stays its owner's to close
   * @param folder of the socket
   * @param store of that folder
   * @param manager may keep handles for the next authority
   * @param handedOver ends of handles that an earlier authority left; owned from here on
   * @param administrators the gids whose members may become administrators
   */
  Authority(
      Options options,
      Fd socket,
      Path folder,
      Store store,
      ServiceManager manager,
      List<Fd> handedOver,
      Set<Integer> administrators,
      Map<Sid, String> namesFile,
      HostFacts host,
      EventLog log)
      throws IOException {
    this.options = options;
    this.auditing = new Auditing(options, folder, this::processNumber, this::wakeLoop, log);
    this.monitor =
        new Monitor(
            () -> System.currentTimeMillis() / 1000, auditing.trail(), store.recorder(), store.seeds());
    this.names = new Names(namesFile, background, forAccounts);
    ProcIdentityReader reader = new ProcIdentityReader(ProcFs.SYSTEM);
    DerivedTokens derived =
        new DerivedTokens(monitor, names, administrators, host, () -> System.currentTimeMillis() / 1000);
    this.processes = new Processes(loop, monitor, reader, derived, ProcessLimits.USUAL);
    this.registrations = new Registrations(monitor);
    this.peers = new PeerCapture(monitor, derived, processes, registrations);
    this.handles = new Handles(loop, monitor);
    this.pins = new Pins(monitor, handles, store.recorder(), () -> System.currentTimeMillis() / 1000, auditing.trail());
    ThreadLives threads = new ThreadLives(monitor, reader);
    this.leftHandles = new LeftHandles(manager, handles, handedOver);
    this.recorder = store.recorder();
    RequestedSessions requestedSessions = new RequestedSessions(monitor);
    this.keeping =
        store.restore(
            monitor,
            new KeptThings(processes, threads, pins, leftHandles, derived, requestedSessions),
            auditing::stateTrouble);
    leftHandles.settle();
    this.stopGate = new StopGate(derived, reader, uid);
    this.trees = new Trees(handles::isHandle, auditing);
    this.watches = new Watches(monitor);
    this.listing =
        new ProcessListing(new ProcessViewer(monitor, processes, ProcFs.SYSTEM), auditing.trail());
    TokenService service =
        new TokenService(
            monitor, processes, threads, peers, new Registrar(monitor, registrations), handles,
            pins, requestedSessions, names, this, this::refusal, keeping, auditing.trail(), auditing.reading(), watches,
            listing, trees);
    trees.start(loop, service::answer);
    this.discards = new DiscardThreads(descriptor -> handles.find(descriptor) != null);
    Conversations conversations = new Conversations(service, auditing.trail(), monitor, processes, handles);
    this.listener = new Listener(socket, loop, conversations, discards, auditing);
    loop.add(wake.number(), Events.IN, events -> takeAnswers());
  }

  /** Serves until it is stopped or has been idle for long enough. */
  void run() throws ErrnoException {
    auditing.trail().record(new TrailEvent.Started(ProcessIds.pid(), Tokend.VERSION, options.machineWide()));
    processes.survivors().findHeirs();
    keeping.flush();
    listener.start();
    loop.run(this);
    listener.close();
    trees.close();
    leftHandles.leave(recorder);
    peers.close();
    registrations.close();
    // What lives on lives on; only what ended with this authority has ended.
    keeping.end();
    processes.close();
    background.close();
    forAccounts.close();
    discards.close();
    auditing.close();
    wake.close();
    loop.close();
  }

  /** Ends soon, and leaves its handles to the next one if it can; from another thread. */
  void stopSoon() {
    stopping = true;
    wakeLoop();
  }

  /** Writes what the trail still has to write, from a thread of its own: the process is about to end. */
  void flushTrail() {
    auditing.flush();
  }

  private @Nullable Integer processNumber(long key) {
    return processes.number(key);
  }

  /** A user's own authority speaks for that user alone; root may ask it, as root may do anything. */
  private @Nullable String refusal(LinuxIdentity sender) {
    if (options.machineWide() || sender.uid() == uid || sender.uid() == 0) {
      return null;
    }
    return "this authority serves uid " + Integer.toUnsignedString(uid) + " alone";
  }

  private void wakeLoop() {
    try {
      wake.signal();
    } catch (ErrnoException e) {
      // It is closed: the authority has ended.
      return;
    }
  }

  private void takeAnswers() {
    try {
      wake.drain();
    } catch (ErrnoException e) {
      throw new IllegalStateException("the wake-up descriptor cannot be read", e);
    }
    names.takeAnswers();
    trees.retry();
    auditing.reportTrouble();
    listener.retrySoon();
  }

  @Override
  public int millisUntilNext() {
    if (stopping) {
      loop.stop();
      return 0;
    }
    long now = System.nanoTime();
    int wait = listener.millisUntilTick(now);
    wait = sooner(wait, auditing.trail().millisUntilTick());
    wait = sooner(wait, auditing.reading().millisUntilDue(now));
    wait = sooner(wait, watches.millisUntilDue(now));
    wait = sooner(wait, listing.millisUntilDue(now));
    wait = sooner(wait, registrations.count() == 0 ? -1 : REGISTRATIONS_MILLIS);
    if (options.idleSeconds() == 0 || !isIdle()) {
      return wait;
    }
    long left = idleSince + options.idleSeconds() * NANOS_A_SECOND - now;
    return sooner(wait, (int) Math.max(0, left / 1_000_000 + 1));
  }

  private static int sooner(int first, int second) {
    return first < 0 ? second : second < 0 ? first : Math.min(first, second);
  }

  @Override
  public void tick() {
    long now = System.nanoTime();
    auditing.trail().tick();
    Parked itsTurn = listing.next(now);
    if (itsTurn != null) {
      listener.poll(itsTurn);
    }
    listener.tick(now);
    watches.look();
    if (auditing.reading().millisUntilDue(now) == 0 || watches.millisUntilDue(now) == 0) {
      listener.pollParked();
      auditing.reading().polled(now);
      watches.polled(now);
    }
    if (now - registrationsAt >= REGISTRATIONS_MILLIS * NANOS_A_MILLI) {
      registrationsAt = now;
      registrations.tick();
    }
    keeping.flush();
    if (!isIdle()) {
      idleSince = now;
    } else if (options.idleSeconds() != 0 && now - idleSince >= options.idleSeconds() * NANOS_A_SECOND) {
      loop.stop();
    }
  }

  /** It serves nobody, and holds nothing but derived tokens, which the next authority derives again. */
  private boolean isIdle() {
    return listener.count() == 0
        && trees.count() == 0
        && handles.count() == 0
        && pins.isEmpty()
        && registrations.count() == 0
        && !processes.hasBound()
        && !monitor.sessions().hasMoreThanDerived();
  }

  @Override
  public AuthorityStatus status() {
    String[] descriptors = new File("/proc/self/fd").list();
    return new AuthorityStatus(
        ProcessIds.pid(),
        uid,
        options.machineWide(),
        startedAt,
        listener.count(),
        handles.count(),
        monitor.tokens().live().size(),
        monitor.sessions().published().size(),
        processes.count(),
        // The listing itself takes one.
        descriptors == null ? 0 : descriptors.length - 1,
        options.idleSeconds(),
        Tokend.VERSION,
        auditing.status());
  }

  @Override
  public StopGate stopGate() {
    return stopGate;
  }

  @Override
  public void stop() {
    auditing.trail().record(new TrailEvent.Stopped());
    stopping = true;
  }
}
