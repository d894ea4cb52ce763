package dev.tokend.authority;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.protocol.AccessCheckRequest;
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
import dev.tokend.surface.protocol.SetSecurityRequest;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.WatchRequest;
import dev.tokend.surface.protocol.Words;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests one after the other as bytes of a fuzzer: number of the operation, who asks and from which thread, which
 * descriptors come along, length of the payload as u16, payload.
 */
final class Script {
  static final Operation[] OPERATIONS = Operation.values();
  private static final int MAXIMUM = 0x0200_0000;

  /** The first handle that was granted, as a descriptor of a script. */
  private static final int FIRST_HANDLE = 8;

  /** A security descriptor with an empty DACL. */
  private static final byte[] NOTHING_FOR_NOBODY = {
    1, 0, 4, (byte) 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 2, 0, 8, 0, 0, 0, 0, 0
  };

  private final ByteWriter out = new ByteWriter();

  private Script ask(Operation operation, int who, byte[] payload, int... descriptors) {
    out.u8(operation.ordinal()).u8(who | descriptors.length << 4);
    for (int descriptor : descriptors) {
      out.u8(descriptor);
    }
    out.u16(payload.length).bytes(payload);
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  /** Scripts in which each operation succeeds once, for whoever asks. */
  static List<byte[]> all() {
    List<byte[]> scripts = new ArrayList<>();
    for (int who = 0; who < 3; who++) {
      scripts.add(looking(who).bytes());
      scripts.add(deriving(who).bytes());
      scripts.add(becoming(who).bytes());
    }
    scripts.add(minting().bytes());
    return scripts;
  }

  private static Script looking(int who) {
    return new Script()
        .ask(Operation.INSPECT, who, new InspectRequest(new Target.Self(), 8, InspectRequest.ALL_CLASSES, true).encode())
        .ask(Operation.STATUS, who, new byte[0])
        .ask(Operation.NAMES, who, new NamesRequest(List.of(Sid.of("S-1-1-0"))).encode())
        .ask(Operation.EVENTS, who, new EventsRequest(0, 10).encode())
        .ask(Operation.WATCH, who, new WatchRequest.Begin(new Target.Self()).encode())
        .ask(Operation.WATCH, who, new WatchRequest.Next(1, 10).encode())
        .ask(Operation.WATCH, who, new WatchRequest.End(1).encode())
        .ask(Operation.PROCESSES, who, Words.encode(0))
        .ask(Operation.LIST_PINS, who, new byte[0])
        .ask(Operation.LIST_SESSIONS, who, Words.encodeLong(0))
        .ask(Operation.SESSION_TABLE, who, Words.encodeLong(0))
        .ask(Operation.SHOW_SESSION, who, Words.encodeLong(-1))
        .ask(Operation.PRIVILEGE_CHECK, who, new PrivilegeCheckRequest(1, List.of(23)).encode())
        .ask(Operation.ACCESS_CHECK, who, check())
        .ask(Operation.ACCESS_CHECK_LIST, who, check())
        .ask(Operation.SERVE_KACS, who, new byte[0], 0)
        .ask(Operation.OPEN_PEER, who, new byte[0], 1)
        .ask(Operation.SET_IMPERSONATION_LEVEL, who, Words.encode(2), 2)
        .ask(Operation.OPEN_PROCESS, who, Words.encode(8, 0), 3)
        .ask(Operation.OPEN_THREAD, who, Words.encode(8, 0, ServiceStage.OTHER_THREAD), 3)
        .ask(Operation.STOP, who, new byte[0]);
  }

  private static Script deriving(int who) {
    byte[] name = new PinName("kept").encode();
    PinRequest own = PinRequest.own(new PinName("kept"));
    RestrictRequest less = RestrictRequest.of(0, List.of(), List.of(Sid.of("S-1-1-0")), false);
    return new Script()
        .ask(Operation.OPEN_SELF, who, Words.encode(0, MAXIMUM))
        .ask(Operation.QUERY, who, Words.encode(1, 1000), FIRST_HANDLE)
        .ask(Operation.GET_SD, who, Words.encode(7, 0x1000, 1000), FIRST_HANDLE)
        .ask(Operation.DUPLICATE, who, Words.encode(MAXIMUM, 2, 2), FIRST_HANDLE)
        .ask(Operation.RESTRICT, who, less.encode(), FIRST_HANDLE)
        .ask(Operation.GET_LINKED, who, new byte[0], FIRST_HANDLE)
        .ask(Operation.PIN, who, name, FIRST_HANDLE + 2)
        .ask(Operation.OPEN_PIN, who, new PinRequest.Open(8, own).encode())
        .ask(Operation.WATCH, who, new WatchRequest.Begin(new Target.Handle(0)).encode(), FIRST_HANDLE)
        .ask(Operation.UNPIN, who, own.encode())
        .ask(Operation.ADJUST_GROUPS, who, AdjustRequest.of(List.of(AdjustRequest.RESET_GROUPS)).encode(), FIRST_HANDLE)
        .ask(Operation.ADJUST_DEFAULT, who, AdjustDefaultRequest.of(null, 0, 0).encode(), FIRST_HANDLE)
        .ask(Operation.ADJUST_SCOPE, who, Words.encode(5), FIRST_HANDLE)
        .ask(Operation.ADJUST_PRIVILEGES, who, privileges(), FIRST_HANDLE)
        .ask(Operation.PIN, who, name, FIRST_HANDLE);
  }

  private static byte[] privileges() {
    return AdjustRequest.of(List.of(new AdjustRequest.Entry(23, 0))).encode();
  }

  private static Script becoming(int who) {
    RestrictRequest less = RestrictRequest.of(1 << 23, List.of(), List.of(), false);
    int thread = who | 8;
    return new Script()
        .ask(Operation.OPEN_SELF, who, Words.encode(0, MAXIMUM))
        .ask(Operation.DUPLICATE, who, Words.encode(MAXIMUM, 2, 2), FIRST_HANDLE)
        .ask(Operation.IMPERSONATE, thread, new byte[0], FIRST_HANDLE + 1)
        .ask(Operation.OPEN_SELF, thread, Words.encode(0, MAXIMUM))
        .ask(Operation.REVERT, thread, new byte[0])
        .ask(Operation.IMPERSONATE_PEER, who, new byte[0], 1)
        .ask(Operation.IMPERSONATE, who, new byte[0], FIRST_HANDLE + 1)
        .ask(Operation.REVERT, who, new byte[0])
        .ask(Operation.RUN, who, new RunRequest(null, less).encode())
        .ask(Operation.INSTALL, who, new byte[0], FIRST_HANDLE);
  }

  /** The sessions of a new monitor have the ids 0 to 999; what root opens comes next. */
  private static Script minting() {
    Script script = new Script();
    for (int session = 1000; session < 1004; session++) {
      script
          .ask(Operation.CREATE_SESSION, 0, sessionSpec())
          .ask(Operation.CREATE_TOKEN, 0, tokenSpec(session));
    }
    return script
        .ask(Operation.CREATE_TOKEN, 0, tokenSpec(1000))
        .ask(Operation.LINK, 0, Words.encodeLong(1000), FIRST_HANDLE, FIRST_HANDLE + 4)
        .ask(Operation.CREATE_SESSION, 0, sessionSpec())
        .ask(Operation.GET_LINKED, 0, new byte[0], FIRST_HANDLE)
        .ask(Operation.SET_SD, 0, new SetSecurityRequest(4, 0x1000, Bytes.of(NOTHING_FOR_NOBODY)).encode(), FIRST_HANDLE)
        .ask(Operation.INVALIDATE_SESSION, 0, Words.encodeLong(1001))
        .ask(Operation.DESTROY_SESSION, 0, Words.encodeLong(1004))
        .ask(Operation.PIN, 0, new PinName("minted").encode(), FIRST_HANDLE)
        .ask(Operation.INSTALL, 0, new byte[0], FIRST_HANDLE);
  }

  /** Of one object type, by a class that everybody may read. */
  private static byte[] check() {
    byte[] sd = SecurityDescriptor.builder().owner(WellKnown.SYSTEM).group(WellKnown.SYSTEM).build().toByteArray();
    byte[] type = new ByteWriter().u16(0).u16(0).i64(1).i64(0).toByteArray();
    byte[] nothing = {};
    return AccessCheckRequest.encode(
        new int[] {1, 1, 2, 4, 7, 0, 0, 0}, List.of(sd, nothing, type, nothing, nothing));
  }

  private static byte[] sessionSpec() {
    byte[] user = Sid.of("S-1-5-21-1-2-3-4").toByteArray();
    return new ByteWriter().u8(2).u16(0).i32(user.length).bytes(user).toByteArray();
  }

  /** The smallest token spec of formats §9. */
  private static byte[] tokenSpec(long session) {
    ByteWriter out = new ByteWriter();
    out.i32(2).u8(1).u8(0).u16(0).i32(0x2000).i32(1).i64(0).i64(0).i32(0).i32(1001).i32(1001).i32(0);
    out.i64(0).i64(session).i32(0).i32(0).bytes("test\0\0\0\0".getBytes(StandardCharsets.UTF_8)).i64(7);
    out.i32(192).zeros(100).bytes(Sid.of("S-1-5-21-1-2-3-4").toByteArray());
    return out.toByteArray();
  }
}
