package dev.tokend.authority.store;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.SessionKey;
import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.surface.protocol.PinName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A monitor, what surrounds it, and the log in which both are kept; new, or put back from another one's log. */
final class KeptWorld implements Holdings {
  static final long NOW = 1_750_000_000L;
  static final Sid ALICE = Sid.of("S-1-5-21-10-20-30-1001");
  static final long FIRST_PROCESS = 100;
  private static final int LEADING = 1;

  final List<MonitorEvent> events = new ArrayList<>();
  final Recorder recorder;
  final MemoryLog log = new MemoryLog();
  final Map<Recorder.PinKey, HeldToken> pins = new HashMap<>();
  final Monitor monitor;
  final Keeping keeping;

  /** A session that is derived, as in an audit session of alice's. */
  final LogonSession derived;

  /** Of the processes: what else Linux would say. */
  final Map<Long, LinuxProcess> processes = new HashMap<>();

  private final Map<LogonSession, SessionKey> derivedFor = new IdentityHashMap<>();
  private final Set<Long> ended;

  /** Who asked for which sessions. */
  final Map<Long, Integer> requestedBy = new HashMap<>();

  /** What is left to the next one, of which every other end is handed over. */
  final Map<Long, Entry.OfHandle> left = new HashMap<>();

  /** What was taken over. */
  final Map<Long, Handle> handles = new HashMap<>();

  KeptWorld() throws Refusal {
    ended = Set.of();
    recorder = new Recorder();
    monitor = new Monitor(() -> NOW, events::add, recorder, IdSeeds.FRESH);
    keeping = keeping(new Image(), new Entry.Ids(IdSeeds.FIRST_DYNAMIC, IdSeeds.FIRST_DYNAMIC));
    keeping.flush();
    derived = monitor.openSession(new SessionBlueprint(LogonType.INTERACTIVE, "Linux", ALICE, NOW));
    monitor.holdSession(derived);
    derivedFor.put(derived, new SessionKey(1001, 7, LogonType.INTERACTIVE));
    keeping.flush();
  }

  /**
   * What another one's log says.
   *
   * @param ended the processes that have ended meanwhile
   */
  KeptWorld(byte[] bytes, Set<Long> ended) throws Exception {
    this.ended = ended;
    recorder = new Recorder();
    Image image = read(bytes);
    Entry.Ids ids = image.ids().orElse(new Entry.Ids(IdSeeds.FIRST_DYNAMIC, IdSeeds.FIRST_DYNAMIC));
    monitor = new Monitor(() -> NOW, events::add, recorder, new IdSeeds(ids.tokens(), ids.sessions(), true));
    new Restorer(image, ids, monitor, recorder, this).restore();
    keeping = keeping(image, ids);
    derived =
        derivedFor.isEmpty() ? monitor.sessions().find(999) : derivedFor.keySet().iterator().next();
    keeping.flush();
  }

  /** What a state file says, and goes on to be told. */
  KeptWorld(Store store) throws Exception {
    ended = Set.of();
    monitor = new Monitor(() -> NOW, event -> {}, store.recorder(), store.seeds());
    keeping = store.restore(monitor, this, trouble -> {});
    recorder = store.recorder();
    derived =
        derivedFor.isEmpty()
            ? monitor.openSession(new SessionBlueprint(LogonType.INTERACTIVE, "Linux", ALICE, NOW))
            : derivedFor.keySet().iterator().next();
    if (derivedFor.isEmpty()) {
      derived(new SessionKey(1001, 7, LogonType.INTERACTIVE), derived);
    }
  }

  /** The token of an ordinary login: a user, eight groups, one privilege. */
  TokenBlueprint login(Sid user) {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (String group :
        List.of("1-22-2-1001", "1-22-2-27", "1-22-2-4", "1-1-0", "1-5-11", "1-2-0", "1-5-4", "1-5-32-545")) {
      groups.add(new SidAndAttributes(Sid.of("S-" + group), 0x7));
    }
    return TokenBlueprint.builder(derived.id(), user)
        .groupsAndLogonSid(groups)
        .privileges(PrivilegeState.initial(1L << 23, 1L << 23))
        .projection(new TokenSpec.Projection(1001, 1001, List.of(27, 4)))
        .build(DefaultSecurity.token(WellKnown.SYSTEM, user));
  }

  private Keeping keeping(Image image, Entry.Ids ids) {
    return new Keeping(monitor, recorder, new Collector(monitor, this), image, log, ids, trouble -> {});
  }

  static Image read(byte[] bytes) throws MalformedException {
    Image image = new Image();
    StateBytes.Content content =
        MemoryLog.read(bytes, MemoryLog.BOOT, transaction -> transaction.forEach(image::apply));
    if (!(content instanceof StateBytes.Content.Kept)) {
      throw new AssertionError(content);
    }
    return image;
  }

  /** A process that Linux has started. */
  LinuxProcess started(long key, LinuxProcess.Marks marks) {
    LinuxIdentity identity =
        new LinuxIdentity(1001, 1001, List.of(4, 27), 0, 0, true, 7, LogonEvidence.INTERACTIVE, 5000 + key);
    LinuxProcess process = new LinuxProcess(key, (int) key, identity, key, marks);
    processes.put(key, process);
    return process;
  }

  /** All that would be kept, looked at as a whole, in hexadecimal; ids ahead are left out. */
  Map<String, String> view() {
    Recorder everything = new Recorder();
    monitor.tokens().live().forEach(everything::changed);
    monitor.sessions().published().forEach(everything::changed);
    monitor.processes().all().forEach(everything::changed);
    pins.keySet().forEach(pin -> everything.pinChanged(pin.owner(), pin.name()));
    Image image = new Image();
    new Collector(monitor, this).collect(everything, new Transaction(image));
    return view(image);
  }

  static Map<String, String> view(Image image) {
    Map<String, String> view = new TreeMap<>();
    for (Change change : image.all()) {
      Body body = change.body();
      if (body != null && change.key().kind() != Key.Kind.IDS) {
        view.put(change.key().toString(), HexFormat.of().formatHex(body.toByteArray()));
      }
    }
    return view;
  }

  void requested(long session, int uid) {
    requestedBy.put(session, uid);
    monitor.whenRolledBack(() -> requestedBy.remove(session));
  }

  void pin(int owner, String name, HeldToken held) {
    Recorder.PinKey key = new Recorder.PinKey(owner, new PinName(name));
    pins.put(key, held);
    monitor.whenRolledBack(() -> pins.remove(key));
    recorder.pinChanged(owner, key.name());
  }

  void unpin(Recorder.PinKey key) {
    HeldToken held = pins.remove(key);
    monitor.whenRolledBack(() -> pins.put(key, held));
    recorder.pinChanged(key.owner(), key.name());
    monitor.letGo(held);
  }

  /** A process of SYSTEM's, which may do anything. */
  Caller system() throws Refusal {
    long key = 1;
    ProcessState there = monitor.processes().find(key);
    Token system = monitor.tokens().find(0);
    if (system == null || !system.user().equals(WellKnown.SYSTEM)) {
      throw new AssertionError("no SYSTEM token");
    }
    return new Caller(there != null ? there : monitor.deriveProcess(key, system.blueprint()), LEADING);
  }

  @Override
  public @Nullable LinuxProcess process(long key) {
    return processes.get(key);
  }

  @Override
  public long birth(long process, int tid) {
    return tid == LEADING ? -1 : process * 1000 + tid;
  }

  @Override
  public Entry.@Nullable OfPin pin(int owner, PinName name) {
    HeldToken held = pins.get(new Recorder.PinKey(owner, name));
    return held == null ? null : new Entry.OfPin(owner, name, held.token().id(), NOW);
  }

  @Override
  public @Nullable SessionKey derivedFor(LogonSession session) {
    return derivedFor.get(session);
  }

  @Override
  public @Nullable Integer requestedBy(LogonSession session) {
    return requestedBy.get(session.id());
  }

  @Override
  public void requested(LogonSession session, int uid) {
    requestedBy.put(session.id(), uid);
  }

  @Override
  public boolean know(LinuxProcess process) {
    if (ended.contains(process.inode())) {
      return false;
    }
    processes.put(process.inode(), process);
    return true;
  }

  @Override
  public boolean know(LinuxProcess process, Entry.Acting acting) {
    return acting.birth() == birth(process.inode(), acting.thread());
  }

  @Override
  public void pinned(Entry.OfPin pin, HeldToken held) {
    pins.put(new Recorder.PinKey(pin.owner(), pin.name()), held);
  }

  @Override
  public Entry.@Nullable OfHandle handle(long cookie) {
    return left.get(cookie);
  }

  @Override
  public boolean isHandedOver(Entry.OfHandle entry) {
    return entry.own() % 2 == 0;
  }

  @Override
  public void handle(Entry.OfHandle entry, Handle handle) {
    handles.put(entry.cookie(), handle);
  }

  @Override
  public void derived(SessionKey key, LogonSession session) {
    derivedFor.put(session, key);
    monitor.holdSession(session);
  }
}
