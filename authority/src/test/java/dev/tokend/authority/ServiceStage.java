package dev.tokend.authority;

import dev.tokend.authority.audit.Trail;
import dev.tokend.authority.connection.ConnectedAs;
import dev.tokend.authority.connection.Evidence;
import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.connection.Sender;
import dev.tokend.authority.derive.Accounts;
import dev.tokend.authority.derive.DerivedTokens;
import dev.tokend.authority.derive.HostFacts;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.Person;
import dev.tokend.authority.handover.ServiceManager;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.names.Background;
import dev.tokend.authority.names.Names;
import dev.tokend.authority.peer.PeerCapture;
import dev.tokend.authority.peer.Registrar;
import dev.tokend.authority.peer.Registrations;
import dev.tokend.authority.process.IdentityReader;
import dev.tokend.authority.process.IdentityReading;
import dev.tokend.authority.process.ProcessLimits;
import dev.tokend.authority.process.Processes;
import dev.tokend.authority.process.RealIds;
import dev.tokend.authority.process.ThreadLives;
import dev.tokend.authority.process.Threads;
import dev.tokend.authority.serve.Handles;
import dev.tokend.authority.serve.LeftHandles;
import dev.tokend.authority.serve.Housekeeping;
import dev.tokend.authority.serve.Pins;
import dev.tokend.authority.serve.ProcessListing;
import dev.tokend.authority.serve.ProcessViewer;
import dev.tokend.authority.serve.RequestedSessions;
import dev.tokend.authority.serve.StopGate;
import dev.tokend.authority.serve.TokenService;
import dev.tokend.authority.serve.TrailReading;
import dev.tokend.authority.serve.Watches;
import dev.tokend.authority.store.Keeping;
import dev.tokend.authority.store.Store;
import dev.tokend.authority.syscall.Trees;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.proc.ProcFs;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.surface.protocol.AuditStatus;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.FrameHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The whole service of an authority, with processes whose identities a test chooses and with no connection. */
final class ServiceStage implements AutoCloseable, Housekeeping, IdentityReader, Threads {
  private static final String BOOT = "2f4ba3b1-6a5c-4e0b-9a59-0d7a3c6d1e11";
  private static final long NOW = 1_750_000_000L;

  /** The one thread of each process beside its leading one. */
  static final int OTHER_THREAD = 77;

  final Monitor monitor;
  final Handles handles;
  private final EventLoop loop = new EventLoop();
  private final Trail trail;
  private final Processes processes;
  private final Registrations registrations;
  private final PeerCapture peers;
  private final Watches watches;
  private final Trees trees;
  private final TokenService service;
  private final StopGate stopGate;
  private final Map<Integer, LinuxIdentity> identities = new HashMap<>();

  private final Store store;

  /**
   * @param folder empty, for the state file
   */
  ServiceStage(Background background, Path folder) throws IOException {
    this.store = Store.open(folder, BOOT, ProcessIds.effectiveUid());
    this.trail =
        new Trail(Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC), this::processNumber, line -> {});
    this.monitor = new Monitor(() -> NOW, trail, store.recorder(), store.seeds());
    DerivedTokens derived =
        new DerivedTokens(
            monitor, uid -> new Accounts.Known(null, true), Set.of(27), new HostFacts("box", "", "6.18"), () -> NOW);
    this.processes = new Processes(loop, monitor, this, derived, ProcessLimits.USUAL);
    this.registrations = new Registrations(monitor);
    this.peers = new PeerCapture(monitor, derived, processes, registrations);
    this.handles = new Handles(loop, monitor);
    Pins pins = new Pins(monitor, handles, store.recorder(), () -> NOW, trail);
    ThreadLives lives = new ThreadLives(monitor, this);
    LeftHandles left = new LeftHandles(ServiceManager.none(), handles, List.of());
    RequestedSessions requestedSessions = new RequestedSessions(monitor);
    Keeping keeping =
        store.restore(
            monitor, new KeptThings(processes, lives, pins, left, derived, requestedSessions), trouble -> {});
    this.watches = new Watches(monitor);
    this.stopGate = new StopGate(derived, this, 0);
    this.trees = new Trees(handles::isHandle, (event, uid, pid, detail) -> {});
    this.service =
        new TokenService(
            monitor, processes, lives, peers, new Registrar(monitor, registrations), handles,
            pins, requestedSessions, new Names(Map.of(), background, background), this, identity -> null, keeping,
            trail,
            new TrailReading(trail.recent(), 0), watches,
            new ProcessListing(new ProcessViewer(monitor, processes, ProcFs.SYSTEM), trail), trees);
    trees.start(loop, service::answer);
  }

  private Integer processNumber(long key) {
    return processes.number(key);
  }

  /** From now on a process is somebody. */
  void knows(int pid, Person person) {
    identities.put(pid, person.identity());
  }

  /** The frame of a request of a process that connected itself. */
  Frame frame(int operation, int thread, byte[] payload, int pid, PidFd pidfd, List<Fd> descriptors) {
    LinuxIdentity who = identities.get(pid);
    ConnectedAs connectedAs = new ConnectedAs(who.uid(), who.gid(), who.supplementaryGids());
    return new Frame(
        new FrameHeader(FrameHeader.Kind.REQUEST, operation, 1, thread, payload.length),
        payload,
        new Sender(pid, pidfd),
        new Evidence.Sent(who.uid(), who.gid(), connectedAs, null),
        descriptors);
  }

  /** What the service says; null where something is looked up first. */
  Reply answer(Frame frame) {
    return service.answer(frame);
  }

  /** Handles what the closing of descriptors has led to; the loop has then ended. */
  void hearHangUps() throws ErrnoException {
    loop.run(
        new EventLoop.Timer() {
          private boolean waited;

          @Override
          public int millisUntilNext() {
            if (waited) {
              loop.stop();
            }
            return 0;
          }

          @Override
          public void tick() {
            waited = true;
          }
        });
  }

  /** All processes end, and every socket that was registered is forgotten. */
  void endProcesses() {
    for (ProcessState process : List.copyOf(monitor.processes().all())) {
      monitor.endProcess(process.key());
    }
    processes.close();
    registrations.close();
    peers.close();
    watches.look();
  }

  @Override
  public IdentityReading read(int pid, LogonEvidence known) {
    LinuxIdentity identity = identities.get(pid);
    return identity == null
        ? new IdentityReading.Gone()
        : new IdentityReading.Told(identity, new RealIds(identity.uid(), identity.gid(), true));
  }

  @Override
  public boolean belongs(int pid, int tid) {
    return tid == pid || tid == OTHER_THREAD;
  }

  @Override
  public long birth(int pid, int tid) {
    return belongs(pid, tid) ? 1 : UNBORN;
  }

  @Override
  public AuthorityStatus status() {
    return new AuthorityStatus(
        1, 0, true, NOW, 0, handles.count(), monitor.tokens().live().size(), monitor.sessions().published().size(),
        processes.count(), 0, 0, "test", AuditStatus.OFF);
  }

  @Override
  public StopGate stopGate() {
    return stopGate;
  }

  @Override
  public void stop() {
    // It is asked again and again here.
    trail.tick();
  }

  @Override
  public void close() throws IOException {
    trees.close();
    handles.close();
    trail.close();
    loop.close();
    store.close();
  }
}
