package dev.tokend.authority.store;

import static dev.tokend.authority.store.Fields.known;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.SessionKey;
import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import dev.tokend.monitor.state.Restoration.SessionFlags;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.surface.protocol.PinName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry's bytes, little-endian, without its kind. A token's are those of {@link TokenCodec}.
 *
 * <pre>
 *   ids      u64 first free token id, u64 first free session id
 *   session  u64 id, u32 logon type, SID user, text package, u64 created, security descriptor,
 *            u8 1 requested + 2 dead + 4 had a token + 8 derived + 16 pair + 32 whoever asked for it;
 *            derived: u32 uid, u32 audit session, u32 logon type; pair: u64 elevated, u64 filtered;
 *            whoever asked for it: u32 uid
 *   process  u64 pidfd inode, u32 pid, u64 last unbound (ticks), u64 token, u32 PIP type, u32 PIP trust,
 *            security descriptor; u32 uid, u32 gid, u32 count, u32 each gid, u64 permitted, u64 effective,
 *            u8 initial user namespace, u32 audit session, u8 evidence of logon, u64 start time (ticks);
 *            u8 1 bound + 2 left a token + 4 KACS program + 8 keeps impersonation;
 *            u32 count and for each thread that acts as another: u32 thread, u64 start time (ticks), u64 token
 *   pin      u32 uid, text name, u64 token, u64 pinned at
 *   handle   u64 cookie of the client's end, u64 cookie of ours, u64 token, u32 access mask, u8 1 inspection, u32 uid
 * </pre>
 */
final class EntryCodec {
  private static final int REQUESTED = 1;
  private static final int DEAD = 2;
  private static final int HAD_TOKEN = 4;
  private static final int DERIVED = 8;
  private static final int PAIR = 16;
  private static final int REQUESTED_BY = 32;
  private static final int BOUND = 1;
  private static final int LEFT_TOKEN = 2;
  private static final int KACS_PROGRAM = 4;
  private static final int KEEPS_IMPERSONATION = 8;
  private static final int ACTING_SIZE = 20;

  private EntryCodec() {}

  static Body encode(Entry entry) {
    ByteWriter out = new ByteWriter(256);
    switch (entry) {
      case Entry.OfToken token -> {
        return TokenCodec.body(token);
      }
      case Entry.Ids ids -> out.i64(ids.tokens()).i64(ids.sessions());
      case Entry.OfSession session -> write(out, session);
      case Entry.OfProcess process -> write(out, process);
      case Entry.OfPin pin -> {
        out.i32(pin.owner());
        Fields.text(out, pin.name().text());
        out.i64(pin.token()).i64(pin.pinnedAt());
      }
      case Entry.OfHandle handle -> {
        out.i64(handle.cookie()).i64(handle.own()).i64(handle.token()).i32(handle.mask());
        Fields.flag(out, handle.kind() == Handle.Kind.INSPECTION);
        out.i32(handle.uid());
      }
    }
    return Body.of(out.toBytes());
  }

  /**
   * The entry that all the bytes of a body are.
   *
   * @throws MalformedException if they are none
   */
  static Entry decode(Key.Kind kind, Body body, Shared shared) throws MalformedException {
    return kind == Key.Kind.TOKEN ? TokenCodec.read(body, shared) : decode(kind, body.own().reader("entry"));
  }

  /**
   * The entry that all the bytes of a reader are, whose parts are nobody else's.
   *
   * @throws MalformedException if they are none
   */
  static Entry decode(Key.Kind kind, ByteReader in) throws MalformedException {
    Entry entry =
        switch (kind) {
          case IDS -> ids(in);
          case SESSION -> session(in);
          case TOKEN -> TokenCodec.read(TokenCodec.split(in), new Shared());
          case PROCESS -> process(in);
          case PIN -> pin(in);
          case HANDLE ->
              new Entry.OfHandle(
                  in.i64(),
                  in.i64(),
                  in.i64(),
                  in.i32(),
                  Fields.flag(in) ? Handle.Kind.INSPECTION : Handle.Kind.ORDINARY,
                  in.i32());
        };
    in.expectEnd();
    return entry;
  }

  private static Entry ids(ByteReader in) throws MalformedException {
    int at = in.position();
    Entry.Ids ids = new Entry.Ids(in.i64(), in.i64());
    if (Long.compareUnsigned(ids.tokens(), IdSeeds.FIRST_DYNAMIC) < 0 || ids.sessions() < IdSeeds.FIRST_DYNAMIC) {
      throw in.failAt(at, "ids below " + IdSeeds.FIRST_DYNAMIC);
    }
    return ids;
  }

  private static void write(ByteWriter out, Entry.OfSession session) {
    SessionBlueprint blueprint = session.blueprint();
    out.i64(session.id()).i32(blueprint.logonType().value());
    Fields.sid(out, blueprint.user());
    Fields.text(out, blueprint.authPackage());
    out.i64(blueprint.createdAt());
    Fields.descriptor(out, session.descriptor());
    SessionKey key = session.derivedFor();
    Entry.Pair pair = session.pair();
    Integer requestedBy = session.requestedBy();
    out.u8(
        (session.flags().requested() ? REQUESTED : 0)
            | (session.flags().dead() ? DEAD : 0)
            | (session.flags().hadToken() ? HAD_TOKEN : 0)
            | (key != null ? DERIVED : 0)
            | (pair != null ? PAIR : 0)
            | (requestedBy != null ? REQUESTED_BY : 0));
    if (key != null) {
      out.i32(key.uid()).i32(key.auditSession()).i32(key.logonType().value());
    }
    if (pair != null) {
      out.i64(pair.elevated()).i64(pair.filtered());
    }
    if (requestedBy != null) {
      out.i32(requestedBy);
    }
  }

  private static Entry session(ByteReader in) throws MalformedException {
    long id = in.i64();
    LogonType type = logonType(in);
    var user = Fields.sid(in);
    SessionBlueprint blueprint = new SessionBlueprint(type, Fields.text(in), user, in.i64());
    var descriptor = Fields.descriptor(in);
    int bits = Fields.bits(in, REQUESTED | DEAD | HAD_TOKEN | DERIVED | PAIR | REQUESTED_BY);
    SessionFlags flags =
        new SessionFlags((bits & REQUESTED) != 0, (bits & DEAD) != 0, (bits & HAD_TOKEN) != 0);
    @Nullable SessionKey key = (bits & DERIVED) != 0 ? new SessionKey(in.i32(), in.i32(), logonType(in)) : null;
    Entry.@Nullable Pair pair = (bits & PAIR) != 0 ? new Entry.Pair(in.i64(), in.i64()) : null;
    @Nullable Integer requestedBy = (bits & REQUESTED_BY) != 0 ? Integer.valueOf(in.i32()) : null;
    return new Entry.OfSession(id, blueprint, descriptor, flags, key, requestedBy, pair);
  }

  private static LogonType logonType(ByteReader in) throws MalformedException {
    int at = in.position();
    return known(LogonType.byValue(in.i32()), in, at, "logon type");
  }

  private static void write(ByteWriter out, Entry.OfProcess process) {
    LinuxProcess linux = process.linux();
    out.i64(linux.inode()).i32(linux.pid()).i64(linux.lastUnbound()).i64(process.token());
    out.i32(process.pip().type()).i32(process.pip().trust());
    Fields.descriptor(out, process.descriptor());
    LinuxIdentity identity = linux.identity();
    out.i32(identity.uid()).i32(identity.gid());
    Fields.numbers(out, identity.supplementaryGids());
    out.i64(identity.permitted()).i64(identity.effective());
    Fields.flag(out, identity.initialUserNamespace());
    out.i32(identity.auditSession()).u8(code(identity.logon())).i64(identity.startTime());
    LinuxProcess.Marks marks = linux.marks();
    out.u8(
        (process.bound() ? BOUND : 0)
            | (marks.leftToken() ? LEFT_TOKEN : 0)
            | (marks.kacsProgram() ? KACS_PROGRAM : 0)
            | (marks.keepsImpersonation() ? KEEPS_IMPERSONATION : 0));
    out.i32(process.acting().size());
    for (Entry.Acting acting : process.acting()) {
      out.i32(acting.thread()).i64(acting.birth()).i64(acting.token());
    }
  }

  private static Entry process(ByteReader in) throws MalformedException {
    long inode = in.i64();
    int pid = in.i32();
    long lastUnbound = in.i64();
    long token = in.i64();
    PipLabel pip = new PipLabel(in.i32(), in.i32());
    var descriptor = Fields.descriptor(in);
    LinuxIdentity identity =
        new LinuxIdentity(
            in.i32(),
            in.i32(),
            Fields.numbers(in),
            in.i64(),
            in.i64(),
            Fields.flag(in),
            in.i32(),
            evidence(in),
            in.i64());
    int bits = Fields.bits(in, BOUND | LEFT_TOKEN | KACS_PROGRAM | KEEPS_IMPERSONATION);
    LinuxProcess.Marks marks =
        new LinuxProcess.Marks(
            (bits & LEFT_TOKEN) != 0, (bits & KACS_PROGRAM) != 0, (bits & KEEPS_IMPERSONATION) != 0);
    LinuxProcess linux = new LinuxProcess(inode, pid, identity, lastUnbound, marks);
    return new Entry.OfProcess(linux, (bits & BOUND) != 0, token, pip, descriptor, acting(in));
  }

  private static List<Entry.Acting> acting(ByteReader in) throws MalformedException {
    long count = in.u32();
    if (count > in.remaining() / ACTING_SIZE) {
      throw in.failAt(in.position() - 4, count + " threads with " + in.remaining() + " bytes left");
    }
    List<Entry.Acting> acting = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      acting.add(new Entry.Acting(in.i32(), in.i64(), in.i64()));
    }
    return acting;
  }

  private static int code(LogonEvidence evidence) {
    return switch (evidence) {
      case NONE -> 0;
      case INTERACTIVE -> 1;
      case BATCH -> 2;
      case SERVICE -> 3;
    };
  }

  private static LogonEvidence evidence(ByteReader in) throws MalformedException {
    return switch (in.u8()) {
      case 0 -> LogonEvidence.NONE;
      case 1 -> LogonEvidence.INTERACTIVE;
      case 2 -> LogonEvidence.BATCH;
      case 3 -> LogonEvidence.SERVICE;
      default -> throw in.failAt(in.position() - 1, "there is no such evidence of a logon");
    };
  }

  private static Entry pin(ByteReader in) throws MalformedException {
    int owner = in.i32();
    int nameAt = in.position();
    String name = Fields.text(in);
    String fault = PinName.fault(name);
    if (fault != null) {
      throw in.failAt(nameAt, fault);
    }
    return new Entry.OfPin(owner, new PinName(name), in.i64(), in.i64());
  }
}
