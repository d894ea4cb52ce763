package dev.tokend.live;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.event.EventFd;
import dev.tokend.linux.process.PidFd;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AdjustDefaultRequest;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.EventsRequest;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.NamesRequest;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PrivilegeCheckRequest;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.WatchRequest;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A client that sends requests of every operation, valid but for some bytes, with descriptors of every kind: socket,
 * seed, count. Each is answered, or it goes before the answer comes.
 */
final class MutatedRequests {
  private static final int MAXIMUM = 0x0200_0000;
  private static final Operation[] OPERATIONS = Operation.values();

  private final Path socket;
  private final SplittableRandom random;
  private int answered;

  private MutatedRequests(Path socket, long seed) {
    this.socket = socket;
    this.random = new SplittableRandom(seed);
  }

  public static void main(String[] arguments) throws Exception {
    MutatedRequests requests = new MutatedRequests(Path.of(arguments[0]), Long.parseLong(arguments[1]));
    int left = Integer.parseInt(arguments[2]);
    while (left > 0) {
      left -= requests.some(Math.min(left, 200));
    }
    System.out.println(requests.answered + " answered");
  }

  private int some(int count) throws Exception {
    try (TokenClient client = Sandbox.connect(socket);
        TokenHandle own = client.open(new Target.Real(), MAXIMUM);
        PidFd self = PidFd.open(ProcessIds.pid());
        SocketPair pair = UnixSocket.pair(SocketType.STREAM);
        EventFd event = EventFd.create()) {
      int[] pool = {own.number(), own.number(), self.number(), pair.first().number(), event.number(), 0};
      RawClient raw = RawClient.connect(socket);
      for (int i = 0; i < count; i++) {
        if (!one(raw, pool)) {
          raw.close();
          raw = RawClient.connect(socket);
        }
      }
      raw.close();
    }
    return count;
  }

  /** Whether the connection can still be used. */
  private boolean one(RawClient raw, int[] pool) throws Exception {
    Operation operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
    if (operation == Operation.STOP) {
      return true;
    }
    byte[] payload = payload(operation);
    for (int i = random.nextInt(4); i > 0 && payload.length > 0; i--) {
      payload[random.nextInt(payload.length)] = (byte) (random.nextBoolean() ? random.nextInt() : random.nextInt(3) - 1);
    }
    int most = random.nextInt(8) == 0 ? 4 : operation.mostDescriptors();
    int[] descriptors = new int[Math.max(random.nextInt(most + 1), random.nextInt(operation.fewestDescriptors() + 1))];
    for (int i = 0; i < descriptors.length; i++) {
      descriptors[i] = random.nextInt(16) == 0 ? raw.number() : pool[random.nextInt(pool.length)];
    }
    byte[] frame = RawClient.request(operation, 0, payload);
    boolean mayWait = operation == Operation.EVENTS || operation == Operation.WATCH;
    if (random.nextInt(20) == 0) {
      frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
      mayWait = true;
    }
    if (mayWait) {
      raw.send(frame, descriptors);
      return false;
    }
    try {
      raw.ask(frame, descriptors);
    } catch (RawClient.Refused e) {
      answered++;
      return true;
    } catch (IOException e) {
      throw new IOException(operation + " with " + HexFormat.of().formatHex(frame) + " was not answered", e);
    }
    answered++;
    return true;
  }

  private byte[] payload(Operation operation) {
    PinRequest pin = PinRequest.own(new PinName("mutated"));
    RestrictRequest less = RestrictRequest.of(0, List.of(0), List.of(Sid.of("S-1-1-0")), random.nextBoolean());
    return switch (operation) {
      case INSPECT -> new InspectRequest(new Target.Self(), 8, InspectRequest.ALL_CLASSES, true).encode();
      case NAMES -> new NamesRequest(List.of(Sid.of("S-1-1-0"), Sid.unixUser(1))).encode();
      case EVENTS -> new EventsRequest(0, 1000).encode();
      case WATCH -> new WatchRequest.Begin(new Target.Self()).encode();
      case PRIVILEGE_CHECK -> new PrivilegeCheckRequest(1, List.of(23, 20)).encode();
      case RUN -> new RunRequest(null, less).encode();
      case PIN -> new PinName("mutated").encode();
      case UNPIN -> pin.encode();
      case OPEN_PIN -> new PinRequest.Open(8, pin).encode();
      case RESTRICT -> less.encode();
      case ADJUST_PRIVILEGES, ADJUST_GROUPS ->
          AdjustRequest.of(List.of(new AdjustRequest.Entry(random.nextInt(40), 2))).encode();
      case ADJUST_DEFAULT -> AdjustDefaultRequest.of(null, 0, 0).encode();
      case CREATE_SESSION -> HexFormat.of().parseHex(OperationsTest.sessionSpec(Minted.ALICE));
      case CREATE_TOKEN -> HexFormat.of().parseHex(OperationsTest.tokenSpec(Minted.ALICE, 999));
      case DESTROY_SESSION, INVALIDATE_SESSION, LINK -> Words.encodeLong(4242);
      case LIST_SESSIONS, SESSION_TABLE, SHOW_SESSION -> Words.encodeLong(0);
      case QUERY -> Words.encode(1, 4096);
      case OPEN_SELF, OPEN_PROCESS -> Words.encode(0, 8);
      case DUPLICATE, GET_SD, OPEN_THREAD -> Words.encode(8, 1, 0);
      case SET_IMPERSONATION_LEVEL, ADJUST_SCOPE, PROCESSES -> Words.encode(0);
      case ACCESS_CHECK, ACCESS_CHECK_LIST, SET_SD -> noise(120);
      case STATUS, STOP, LIST_PINS, SERVE_KACS, OPEN_PEER, IMPERSONATE_PEER, REVERT, INSTALL, GET_LINKED, IMPERSONATE ->
          new byte[0];
    };
  }

  private byte[] noise(int most) {
    byte[] noise = new byte[random.nextInt(most)];
    random.nextBytes(noise);
    return noise;
  }
}
