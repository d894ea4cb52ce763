package dev.tokend.kacs.sd;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;

/** Reads one ACE (security-descriptors §4). */
final class AceReader {
  private AceReader() {}

  static Ace read(ByteReader acl) throws MalformedException {
    int start = acl.position();
    int typeCode = acl.u8();
    int flags = acl.u8();
    int size = acl.u16();
    if (size < Ace.HEADER_SIZE || size % 4 != 0 || size - Ace.HEADER_SIZE > acl.remaining()) {
      throw acl.failAt(start + 2, "ACE of " + size + " bytes, " + (acl.remaining() + Ace.HEADER_SIZE) + " are left");
    }
    ByteReader body = acl.slice("ACE", size - Ace.HEADER_SIZE);
    AceType type = AceType.byValue(typeCode);
    if (type == null || AceBody.isOpaque(typeCode)) {
      return new OpaqueAce(typeCode, flags, rest(body));
    }
    int mask = body.i32();
    if ((mask & AccessMask.MAXIMUM_ALLOWED) != 0 && type != AceType.SYSTEM_MANDATORY_LABEL) {
      throw body.failAt(start + 4, "MAXIMUM_ALLOWED in the mask of an ACE");
    }
    return switch (type.layout()) {
      case BASIC -> new BasicAce(type, flags, mask, lastSid(body));
      case OBJECT, CALLBACK_OBJECT -> object(type, flags, mask, body);
      case CALLBACK -> type == AceType.SYSTEM_RESOURCE_ATTRIBUTE
          ? resourceAttribute(flags, mask, body)
          : new CallbackAce(type, flags, mask, Sid.read(body), rest(body));
      case OPAQUE -> throw new AssertionError(type);
    };
  }

  private static Ace object(AceType type, int flags, int mask, ByteReader body) throws MalformedException {
    int objectFlags = body.i32();
    Guid objectType = (objectFlags & ObjectScopedAce.OBJECT_TYPE_PRESENT) != 0 ? Guid.read(body) : null;
    Guid inherited = (objectFlags & ObjectScopedAce.INHERITED_OBJECT_TYPE_PRESENT) != 0 ? Guid.read(body) : null;
    return switch (type.layout()) {
      case OBJECT -> new ObjectAce(type, flags, mask, objectFlags, objectType, inherited, lastSid(body));
      default ->
          new CallbackObjectAce(type, flags, mask, objectFlags, objectType, inherited, Sid.read(body), rest(body));
    };
  }

  private static Ace resourceAttribute(int flags, int mask, ByteReader body) throws MalformedException {
    int sidAt = body.position();
    Sid sid = Sid.read(body);
    if (!sid.equals(WellKnown.EVERYONE)) {
      throw body.failAt(sidAt, "the SID of a resource attribute is S-1-1-0, not " + sid);
    }
    ByteReader entry = body.range(body.position(), body.end());
    ClaimCodec.readEntry(entry);
    return ResourceAttributeAce.checked(flags, mask, rest(body));
  }

  private static Sid lastSid(ByteReader body) throws MalformedException {
    Sid sid = Sid.read(body);
    body.expectEnd();
    return sid;
  }

  private static Bytes rest(ByteReader body) throws MalformedException {
    return Bytes.of(body.bytes(body.remaining()));
  }
}
