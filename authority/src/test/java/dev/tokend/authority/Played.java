package dev.tokend.authority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Parked;
import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.Person;
import dev.tokend.authority.names.Background;
import dev.tokend.kacs.MalformedException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.Spawn;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinsReply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A script played to the service, by root and two users; afterwards the books are balanced. */
final class Played implements AutoCloseable {
  private static final int MOST_REQUESTS = 64;
  private static final int MOST_HANDLES = 48;
  private static final int FIRST_HANDLE = 8;
  private static final long EVERY_CAPABILITY = (1L << 41) - 1;
  private static final Person ROOT =
      new Person(
          new LinuxIdentity(
              0, 0, List.of(), EVERY_CAPABILITY, EVERY_CAPABILITY, true, 7, LogonEvidence.INTERACTIVE, 5000));
  private static final Background BACKGROUND = new Background(() -> {});
  private static final List<Child> OTHERS = new ArrayList<>();

  private final Path folder = Files.createTempDirectory(memory(), "tokend-played-");
  private final ServiceStage stage = new ServiceStage(BACKGROUND, folder);
  private final List<PidFd> processes = new ArrayList<>();
  private final int[] pids = new int[3];
  private final SocketPair pair = UnixSocket.pair(SocketType.STREAM);
  private final Fd unconnected = UnixSocket.blocking(SocketType.STREAM);
  private final EventFd event = EventFd.create();
  private final List<Fd> granted = new ArrayList<>();
  private final Set<Operation> succeeded = EnumSet.noneOf(Operation.class);
  private final Set<Token> first = new HashSet<>(stage.monitor.tokens().live());

  private Played() throws Exception {
    while (OTHERS.size() < 2) {
      OTHERS.add(Spawn.of(Command.of("sleep", "100000")).start());
    }
    pids[0] = ProcessIds.pid();
    pids[1] = OTHERS.get(0).pid();
    pids[2] = OTHERS.get(1).pid();
    stage.knows(pids[0], ROOT);
    stage.knows(pids[1], Person.of(1001));
    stage.knows(pids[2], Person.of(1002).inGroups(1002, 27));
    for (int pid : pids) {
      processes.add(PidFd.open(pid));
    }
  }

  /** Nothing here is to wait for a disk. */
  private static Path memory() {
    Path memory = Path.of("/dev/shm");
    return Files.isWritable(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Plays a script and holds the service to its rules; yields which operations succeeded. */
  static Set<Operation> script(byte[] script) throws Exception {
    try (Played played = new Played()) {
      ByteBuffer in = ByteBuffer.wrap(script).order(ByteOrder.LITTLE_ENDIAN);
      for (int i = 0; i < MOST_REQUESTS && played.one(in); i++) {
        continue;
      }
      played.balances();
      return played.succeeded;
    }
  }

  /** Ends the processes that were users'. */
  static void endOthers() throws Exception {
    for (Child other : OTHERS) {
      other.process().signal(9);
      other.awaitExitStatus();
      other.close();
    }
    OTHERS.clear();
  }

  private boolean one(ByteBuffer in) throws Exception {
    if (in.remaining() < 4) {
      return false;
    }
    int number = in.get() & 0xFF;
    int who = in.get() & 0xFF;
    List<Fd> descriptors = new ArrayList<>();
    try {
      for (int i = who >> 4 & 3; i > 0 && in.hasRemaining(); i--) {
        Fd descriptor = descriptor(in.get() & 0xFF);
        if (descriptor != null) {
          descriptors.add(descriptor.duplicate());
        }
      }
      byte[] payload = new byte[in.remaining() < 2 ? 0 : Math.min(in.getShort() & 0xFFFF, in.remaining())];
      in.get(payload);
      int code = number < Script.OPERATIONS.length ? Script.OPERATIONS[number].code() : number * 101;
      Operation operation = Operation.byCode(code);
      if (operation != null && payload.length > operation.maxPayload()) {
        // The connection would end.
        return true;
      }
      int asker = (who & 3) % 3;
      int thread = (who & 8) != 0 ? ServiceStage.OTHER_THREAD : 0;
      Frame frame = stage.frame(code, thread, payload, pids[asker], processes.get(asker), descriptors);
      take(frame, stage.answer(frame));
    } finally {
      descriptors.forEach(Fd::close);
    }
    return true;
  }

  private Fd descriptor(int number) {
    return switch (number) {
      case 0 -> new Fd(event.number());
      case 1 -> pair.first();
      case 2 -> unconnected;
      case 3 -> new Fd(processes.get(1).number());
      case 4 -> new Fd(processes.get(0).number());
      case 5 -> pair.second();
      default -> {
        int at = number - FIRST_HANDLE;
        yield at >= 0 && at < granted.size() ? granted.get(at) : null;
      }
    };
  }

  private void take(Frame frame, Reply reply) throws MalformedException {
    if (reply == null) {
      return;
    }
    Operation operation = Operation.byCode(frame.header().operation());
    if (!reply.failed() && operation != null) {
      succeeded.add(operation);
    }
    Parked parked = reply.parked();
    if (parked != null) {
      Reply later = parked.poll(System.nanoTime());
      parked.ended();
      if (later != null) {
        take(frame, later);
      }
      return;
    }
    assertThat(reply.payload().length).isLessThanOrEqualTo(FrameHeader.MAX_REPLY);
    if (reply.failed()) {
      assertThat(Failure.decode(reply.payload()).reason()).isNotBlank();
      assertThat(reply.descriptor()).isNull();
    }
    Fd descriptor = reply.descriptor();
    if (descriptor != null) {
      granted.add(descriptor);
      if (granted.size() > MOST_HANDLES) {
        granted.removeFirst().close();
      }
    }
  }

  /** Nothing is alive but what was at first, what is pinned with what belongs to its session, and pairs. */
  private void balances() throws Exception {
    assertThat(stage.handles.count()).as("handles").isGreaterThanOrEqualTo(granted.size());
    granted.forEach(Fd::close);
    granted.clear();
    stage.hearHangUps();
    assertThat(stage.handles.count()).as("handles once all are closed").isZero();
    Frame list =
        stage.frame(Operation.LIST_PINS.code(), 0, new byte[0], pids[0], processes.get(0), List.of());
    List<PinsReply.Pin> pins = PinsReply.decode(stage.answer(list).payload()).pins();
    stage.endProcesses();
    Set<Long> sessions = new HashSet<>();
    for (PinsReply.Pin pin : pins) {
      sessions.add(pin.sessionId());
    }
    assertThat(stage.monitor.tokens().live())
        .as("tokens, held by %s", holders())
        .allMatch(token -> first.contains(token) || sessions.contains(token.session().id()) || isHalfOfKeptPair(token));
  }

  /** A pair lasts as long as its session (tokens §4), and one that follows from what Linux says lasts. */
  private static boolean isHalfOfKeptPair(Token token) {
    return token.session().isKept() && token.references() == token.references(HolderKind.PAIR_SLOT);
  }

  private String holders() {
    StringBuilder text = new StringBuilder();
    for (Token token : stage.monitor.tokens().live()) {
      for (HolderKind kind : HolderKind.values()) {
        if (token.references(kind) != 0) {
          text.append(token).append(": ").append(token.references(kind)).append(' ').append(kind).append("; ");
        }
      }
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    granted.forEach(Fd::close);
    stage.close();
    processes.forEach(PidFd::close);
    pair.close();
    unconnected.close();
    event.close();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
