package dev.tokend.authority.serve;

import dev.tokend.authority.audit.Trail;
import dev.tokend.authority.audit.TrailEvent;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.store.Entry;
import dev.tokend.authority.store.Recorder;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.open.OpenKept;
import dev.tokend.monitor.port.Clock;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.HeldToken;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PinsReply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that are kept under names, each name one of a uid's own.
 *
 * <p>Keeping a token gives nobody an access to it: opening a pin is checked against the token's own descriptor, and so is
 * taking it away, so that a lowered process cannot put another token in the place of one that its user relies on.
 */
public final class Pins {

  /** How many tokens one uid may keep. */
  static final int MOST_OF_ONE_UID = 256;

  private final Monitor monitor;
  private final Handles handles;
  private final Recorder recorder;
  private final Clock clock;
  private final Trail trail;
  private final Map<Key, Pin> pins =
      new TreeMap<>(
          Comparator.comparingLong((Key key) -> Integer.toUnsignedLong(key.owner()))
              .thenComparing(key -> key.name().text()));

  private record Key(int owner, PinName name) {}

  private record Pin(HeldToken held, long pinnedAt) {}

  /** No pins yet. */
  public Pins(Monitor monitor, Handles handles, Recorder recorder, Clock clock, Trail trail) {
    this.recorder = recorder;
    this.monitor = monitor;
    this.handles = handles;
    this.clock = clock;
    this.trail = trail;
  }

  Reply answer(Operation operation, Call call) throws Refusal, FailedException, MalformedException {
    return switch (operation) {
      case PIN -> pin(call, PinName.decode(call.payload()));
      case UNPIN -> unpin(call, PinRequest.decode(call.payload()));
      case LIST_PINS -> list(call);
      case OPEN_PIN -> open(call, PinRequest.Open.decode(call.payload()));
      default -> throw new IllegalArgumentException(operation + " is about no pin");
    };
  }

  private Reply pin(Call call, PinName name) throws FailedException {
    String operation = Operation.PIN.word();
    Handle handle = handles.of(call.descriptors(), operation);
    int owner = call.identity().uid();
    if (pins.containsKey(new Key(owner, name))) {
      throw FailedException.of(
          Errno.EEXIST, operation, "names of one uid", "a token is kept under that name already");
    }
    if (of(owner).size() >= MOST_OF_ONE_UID) {
      throw FailedException.of(
          Errno.EMFILE, operation, "pins of one uid", "at most " + MOST_OF_ONE_UID + " tokens can be kept");
    }
    Key key = new Key(owner, name);
    pins.put(key, new Pin(monitor.keep(handle.token()), clock.unixSeconds()));
    monitor.whenRolledBack(() -> pins.remove(key));
    recorder.pinChanged(owner, name);
    monitor.whenCommitted(() -> trail.record(new TrailEvent.Pinned(owner, name.text(), handle.token().id())));
    return Reply.EMPTY;
  }

  private Reply unpin(Call call, PinRequest request) throws Refusal, FailedException {
    Key key = key(call, request);
    Pin pin = find(key, Operation.UNPIN);
    if (key.owner() != call.identity().uid() && !mayAskForAll(call)) {
      throw FailedException.of(
          Errno.EPERM, Operation.UNPIN.word(), "owner of the pin", "only its own user and root may take it away");
    }
    monitor.close(monitor.openKept(new OpenKept.Request(call.caller(), pin.held(), TokenRights.QUERY)));
    pins.remove(key);
    monitor.whenRolledBack(() -> pins.put(key, pin));
    recorder.pinChanged(key.owner(), key.name());
    long token = pin.held().token().id();
    monitor.whenCommitted(() -> trail.record(new TrailEvent.Unpinned(key.owner(), key.name().text(), token)));
    monitor.letGo(pin.held());
    return Reply.EMPTY;
  }

  private Reply list(Call call) {
    List<PinsReply.Pin> told = mayAskForAll(call) ? all() : told(of(call.identity().uid()));
    return Reply.of(new PinsReply(told).encode());
  }

  /** Every pin, whosever it is, in the order of their uids and names. */
  List<PinsReply.Pin> all() {
    return told(pins.entrySet());
  }

  private static List<PinsReply.Pin> told(Collection<Map.Entry<Key, Pin>> entries) {
    List<PinsReply.Pin> told = new ArrayList<>();
    for (Map.Entry<Key, Pin> entry : entries) {
      Pin pin = entry.getValue();
      told.add(
          new PinsReply.Pin(
              entry.getKey().owner(),
              pin.held().token().id(),
              pin.held().token().session().id(),
              pin.pinnedAt(),
              entry.getKey().name()));
    }
    return told;
  }

  private Reply open(Call call, PinRequest.Open request) throws Refusal, FailedException {
    Pin pin = find(key(call, request.pin()), Operation.OPEN_PIN);
    Handle handle =
        monitor.openKept(new OpenKept.Request(call.caller(), pin.held(), request.accessMask()));
    return handles.grant(handle, call, Operation.OPEN_PIN);
  }

  /** What is kept under a name, or null. */
  public Entry.@Nullable OfPin find(int owner, PinName name) {
    Pin pin = pins.get(new Key(owner, name));
    return pin == null ? null : new Entry.OfPin(owner, name, pin.held().token().id(), pin.pinnedAt());
  }

  /** A token that an earlier authority kept. */
  public void restore(Entry.OfPin pin, HeldToken held) {
    pins.put(new Key(pin.owner(), pin.name()), new Pin(held, pin.pinnedAt()));
  }

  /** Whether no token is kept. */
  public boolean isEmpty() {
    return pins.isEmpty();
  }

  private static Key key(Call call, PinRequest request) {
    return new Key(request.owner() == PinRequest.OWN ? call.identity().uid() : request.owner(), request.name());
  }

  private Pin find(Key key, Operation operation) throws FailedException {
    @Nullable Pin pin = pins.get(key);
    if (pin == null) {
      throw FailedException.of(Errno.ENOENT, operation.word(), "name", "no token is kept under that name");
    }
    return pin;
  }

  private List<Map.Entry<Key, Pin>> of(int owner) {
    List<Map.Entry<Key, Pin>> found = new ArrayList<>();
    for (Map.Entry<Key, Pin> entry : pins.entrySet()) {
      if (entry.getKey().owner() == owner) {
        found.add(entry);
      }
    }
    return found;
  }

  /** Root of this machine, and not of a user namespace. */
  private static boolean mayAskForAll(Call call) {
    return call.identity().uid() == 0 && call.identity().initialUserNamespace();
  }
}
