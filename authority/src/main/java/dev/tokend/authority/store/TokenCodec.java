package dev.tokend.authority.store;

import static dev.tokend.authority.store.Fields.known;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ElevationType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.SidArray;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.monitor.state.GroupList;
import dev.tokend.monitor.state.GroupStates;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.Provenance;
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenDefaults;
import dev.tokend.monitor.state.TokenIdentity;
import dev.tokend.monitor.state.TokenState;
import java.util.List;

/**
 * Every field of a token (tokens §2) in binary, little-endian, in the order of the records that hold them. Equal tokens
 * have equal bytes.
 *
 * <pre>
 *   u64 id, u64 modified_id, u64 auth_id, u8 type, u8 level
 *   8 bytes and u64 source; u64 origin; u64 created; u64 expiration
 *   u32 length and identity:
 *     SID user; counted SID array groups (ENABLED left out); states to which a reset of the groups returns;
 *     u8 1 write-restricted + 2 user deny-only; counted SID array restricting SIDs;
 *     counted SID arrays of the device's groups and restricted groups; claims of the device;
 *     u32 integrity; u32 mandatory policy; u32 audit policy; claims of the user;
 *     u8 1 confined + 2 exempt + 4 isolation boundary; SID if confined; counted SID array capabilities;
 *     u32 uid; u32 gid; u32 count, u32 each gid
 *   u32 length and state:
 *     u32 how many groups; u64 present, enabled, by default, used; states of the groups; u8 elevation;
 *     u32 owner index; u32 primary group index; ACL or none; u32 interactivity scope; security descriptor
 * </pre>
 *
 * Counted SID arrays are those of formats §3, claims those of formats §6. States of groups are the ENABLED bits of
 * groups[0] on, the lowest bit first, in as many bytes as they need.
 */
final class TokenCodec {
  private static final int WRITE_RESTRICTED = 1;
  private static final int USER_DENY_ONLY = 2;
  private static final int CONFINED = 1;
  private static final int EXEMPT = 2;
  private static final int BOUNDARY = 4;
  /** What stands before its identity. */
  private static final int OWN_SIZE = 3 * Long.BYTES + 2 + TokenSource.NAME_SIZE + 4 * Long.BYTES;

  private static final Provenance NO_PROVENANCE =
      new Provenance(new TokenSource(Bytes.of(new byte[TokenSource.NAME_SIZE]), 0), 0, 0, 0);

  private TokenCodec() {}

  static Body body(Entry.OfToken token) {
    TokenBlueprint blueprint = token.blueprint();
    ByteWriter own = new ByteWriter(OWN_SIZE);
    own.i64(token.id()).i64(token.modifiedId()).i64(blueprint.authId());
    own.u8(blueprint.type().value()).u8(blueprint.level().value());
    Provenance provenance = blueprint.identity().provenance();
    provenance.source().name().writeTo(own);
    own.i64(provenance.source().id());
    own.i64(provenance.origin()).i64(provenance.createdAt()).i64(provenance.expiration());
    ByteWriter identity = new ByteWriter(256);
    write(identity, blueprint.identity(), blueprint.groupDefaults());
    ByteWriter state = new ByteWriter(256);
    write(state, blueprint.state(), blueprint.identity().groups().size());
    return new Body(own.toBytes(), List.of(identity.toBytes(), state.toBytes()));
  }

  /** The parts of which all the bytes of a reader consist, whatever is in them. */
  static Body split(ByteReader in) throws MalformedException {
    Bytes own = in.run(OWN_SIZE);
    Body body = new Body(own, List.of(part(in, "identity"), part(in, "state")));
    in.expectEnd();
    return body;
  }

  private static Bytes part(ByteReader in, String structure) throws MalformedException {
    ByteReader part = Fields.part(in, structure);
    return part.run(part.remaining());
  }

  /** The token's id, which its own bytes begin with. */
  static long id(ByteReader own) throws MalformedException {
    return own.range(0, Long.BYTES).i64();
  }

  /** The id of its session. */
  static long session(ByteReader own) throws MalformedException {
    return own.range(2 * Long.BYTES, 3 * Long.BYTES).i64();
  }

  private static void write(ByteWriter out, TokenIdentity identity, GroupStates defaults) {
    Fields.sid(out, identity.user());
    SidArray.writeCounted(out, identity.groups().with(GroupStates.NONE));
    states(out, defaults, identity.groups().size());
    TokenSpec.Restriction restriction = identity.restriction();
    out.u8((restriction.writeRestricted() ? WRITE_RESTRICTED : 0) | (restriction.userDenyOnly() ? USER_DENY_ONLY : 0));
    SidArray.writeCounted(out, restriction.sids());
    SidArray.writeCounted(out, identity.device().groups());
    SidArray.writeCounted(out, identity.device().restrictedGroups());
    Fields.claims(out, identity.device().claims());
    out.i32(identity.integrityLevel());
    out.i32(identity.policies().mandatory()).i32(identity.policies().audit());
    Fields.claims(out, identity.userClaims());
    TokenSpec.Confinement confinement = identity.confinement();
    Sid confined = confinement.sid();
    out.u8(
        (confined != null ? CONFINED : 0)
            | (confinement.exempt() ? EXEMPT : 0)
            | (confinement.isolationBoundary() ? BOUNDARY : 0));
    if (confined != null) {
      Fields.sid(out, confined);
    }
    SidArray.writeCounted(out, confinement.capabilities());
    TokenSpec.Projection projection = identity.projection();
    out.i32(projection.uid()).i32(projection.gid());
    Fields.numbers(out, projection.supplementaryGids());
  }

  private static void write(ByteWriter out, TokenState state, int groups) {
    out.i32(groups);
    PrivilegeState privileges = state.privileges();
    out.i64(privileges.present()).i64(privileges.enabled()).i64(privileges.byDefault()).i64(privileges.used());
    states(out, state.enabledGroups(), groups);
    out.u8(state.elevation().value());
    out.i32(state.defaults().ownerIndex()).i32(state.defaults().primaryGroupIndex());
    Fields.acl(out, state.defaults().dacl());
    out.i32(state.interactivityScope());
    Fields.descriptor(out, state.descriptor().descriptor());
  }

  private static void states(ByteWriter out, GroupStates states, int groups) {
    for (int first = 0; first < groups; first += Byte.SIZE) {
      int bits = 0;
      for (int i = first; i < Math.min(first + Byte.SIZE, groups); i++) {
        bits |= states.get(i) ? 1 << (i - first) : 0;
      }
      out.u8(bits);
    }
  }

  /** An identity, but for its provenance, and its groups' states by default. */
  private record Lasting(TokenIdentity identity, GroupStates groupDefaults) {}

  /** The state of a token with so many groups. */
  private record Changing(int groups, TokenState state) {}

  static Entry.OfToken read(Body body, Shared shared) throws MalformedException {
    ByteReader in = body.own().reader("token");
    long id = in.i64();
    long modifiedId = in.i64();
    long authId = in.i64();
    int typeAt = in.position();
    TokenType type = known(TokenType.byValue(in.u8()), in, typeAt, "token type");
    ImpersonationLevel level = known(ImpersonationLevel.byValue(in.u8()), in, typeAt + 1, "impersonation level");
    TokenSource source = new TokenSource(in.run(TokenSource.NAME_SIZE), in.i64());
    Provenance provenance = new Provenance(source, in.i64(), in.i64(), in.i64());
    in.expectEnd();
    try {
      Lasting lasting = part(Lasting.class, body, 0, shared, TokenCodec::lasting);
      Changing changing = part(Changing.class, body, 1, shared, TokenCodec::changing);
      if (changing.groups() != lasting.identity().groups().size()) {
        throw in.fail("states of " + changing.groups() + " groups");
      }
      TokenIdentity identity = with(provenance, lasting.identity());
      return new Entry.OfToken(
          id, modifiedId, new TokenBlueprint(authId, identity, type, level, lasting.groupDefaults(), changing.state()));
    } catch (IllegalArgumentException e) {
      throw in.fail("fields that contradict each other: " + e.getMessage());
    }
  }

  /** One of the parts; where it is malformed is told as an offset of the whole. */
  private static <T> T part(Class<T> type, Body body, int index, Shared shared, Shared.Parser<T> parser)
      throws MalformedException {
    try {
      return shared.of(type, body.parts().get(index), parser);
    } catch (MalformedException e) {
      int at = body.own().size();
      for (Bytes before : body.parts().subList(0, index)) {
        at += Integer.BYTES + before.size();
      }
      throw new MalformedException(e.structure(), at + Integer.BYTES + e.offset(), e.reason());
    }
  }

  private static Lasting lasting(ByteReader in) throws MalformedException {
    Sid user = Fields.sid(in);
    GroupList groups = groups(in);
    GroupStates defaults = states(in, groups.size());
    return new Lasting(identity(in, user, groups), defaults);
  }

  private static TokenIdentity with(Provenance provenance, TokenIdentity lasting) {
    return new TokenIdentity(
        lasting.user(),
        lasting.groups(),
        lasting.restriction(),
        lasting.device(),
        lasting.integrityLevel(),
        lasting.policies(),
        lasting.userClaims(),
        lasting.confinement(),
        provenance,
        lasting.projection());
  }

  private static GroupList groups(ByteReader in) throws MalformedException {
    int at = in.position();
    List<SidAndAttributes> groups = SidArray.readCounted(in);
    for (SidAndAttributes group : groups) {
      if (group.isEnabled()) {
        throw in.failAt(at, "ENABLED among the fixed attributes of a group");
      }
    }
    return GroupList.of(groups);
  }

  private static TokenIdentity identity(ByteReader in, Sid user, GroupList groups) throws MalformedException {
    int restricted = Fields.bits(in, WRITE_RESTRICTED | USER_DENY_ONLY);
    TokenSpec.Restriction restriction =
        new TokenSpec.Restriction(
            SidArray.readCounted(in), (restricted & WRITE_RESTRICTED) != 0, (restricted & USER_DENY_ONLY) != 0);
    TokenSpec.Device device =
        new TokenSpec.Device(SidArray.readCounted(in), SidArray.readCounted(in), Fields.claims(in));
    int integrity = in.i32();
    TokenSpec.Policies policies = new TokenSpec.Policies(in.i32(), in.i32());
    var userClaims = Fields.claims(in);
    int confined = Fields.bits(in, CONFINED | EXEMPT | BOUNDARY);
    TokenSpec.Confinement confinement =
        new TokenSpec.Confinement(
            (confined & CONFINED) != 0 ? Fields.sid(in) : null,
            SidArray.readCounted(in),
            (confined & EXEMPT) != 0,
            (confined & BOUNDARY) != 0);
    TokenSpec.Projection projection = new TokenSpec.Projection(in.i32(), in.i32(), Fields.numbers(in));
    return new TokenIdentity(
        user, groups, restriction, device, integrity, policies, userClaims, confinement, NO_PROVENANCE, projection);
  }

  private static Changing changing(ByteReader in) throws MalformedException {
    long groups = in.u32();
    if (groups > TokenSpec.MAX_GROUPS) {
      throw in.failAt(in.position() - 4, groups + " groups");
    }
    return new Changing((int) groups, state(in, (int) groups));
  }

  private static TokenState state(ByteReader in, int groups) throws MalformedException {
    PrivilegeState privileges = new PrivilegeState(in.i64(), in.i64(), in.i64(), in.i64());
    GroupStates enabled = states(in, groups);
    int elevationAt = in.position();
    ElevationType elevation = known(ElevationType.byValue(in.u8()), in, elevationAt, "elevation type");
    TokenDefaults defaults = new TokenDefaults(in.i32(), in.i32(), Fields.acl(in));
    int scope = in.i32();
    StoredDescriptor descriptor = StoredDescriptor.of(Fields.descriptor(in));
    return new TokenState(privileges, enabled, elevation, defaults, scope, descriptor);
  }

  private static GroupStates states(ByteReader in, int groups) throws MalformedException {
    GroupStates states = GroupStates.NONE;
    for (int first = 0; first < groups; first += Byte.SIZE) {
      int bits = in.u8();
      if (groups - first < Byte.SIZE && bits >>> (groups - first) != 0) {
        throw in.failAt(in.position() - 1, "the state of a group that is not there");
      }
      for (int i = 0; i < Byte.SIZE; i++) {
        if ((bits & 1 << i) != 0) {
          states = states.with(first + i, true);
        }
      }
    }
    return states;
  }
}
