package dev.tokend.kacs.access.naive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The binary forms of a case's parts, written from the layouts of the specification without the library's writers. */
public final class CaseBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private CaseBytes() {}

  /** A self-relative security descriptor, security-descriptors §2. */
  public static byte[] descriptor(NaiveCase.Descriptor sd) {
    byte[] owner = sd.owner() == null ? new byte[0] : sid(sd.owner());
    byte[] group = sd.group() == null ? new byte[0] : sid(sd.group());
    byte[] sacl = sd.sacl() == null ? new byte[0] : acl(sd.sacl());
    byte[] dacl = sd.dacl() == null ? new byte[0] : acl(sd.dacl());
    CaseBytes b = new CaseBytes();
    int at = 20;
    b.u8(1).u8(0).u16(0x8000 | (sd.dacl() == null ? 0 : 0x4) | (sd.sacl() == null ? 0 : 0x10));
    for (byte[] part : List.of(owner, group, sacl, dacl)) {
      b.u32(part.length == 0 ? 0 : at);
      at += part.length;
    }
    return b.bytes(owner).bytes(group).bytes(sacl).bytes(dacl).toByteArray();
  }

  /** An ACL, security-descriptors §3. */
  public static byte[] acl(List<NaiveAce> aces) {
    CaseBytes body = new CaseBytes();
    for (NaiveAce ace : aces) {
      body.bytes(ace(ace));
    }
    byte[] bytes = body.toByteArray();
    return new CaseBytes().u8(4).u8(0).u16(8 + bytes.length).u16(aces.size()).u16(0).bytes(bytes).toByteArray();
  }

  /** security-descriptors §4. */
  private static byte[] ace(NaiveAce ace) {
    CaseBytes body = new CaseBytes();
    if (ace.opaque() != null) {
      body.bytes(ace.opaque());
    } else {
      body.u32(ace.mask());
      if (ace.isObject()) {
        body.u32((ace.objectType() == null ? 0 : 1) | (ace.inheritedObjectType() == null ? 0 : 2));
        body.guid(ace.objectType()).guid(ace.inheritedObjectType());
      }
      body.bytes(sid(ace.sid()));
      if (ace.condition() != null) {
        body.bytes(condition(ace.condition()));
      }
      if (ace.attribute() != null) {
        body.bytes(claim(ace.attribute()));
      }
      while (body.out.size() % 4 != 0) {
        body.u8(0);
      }
    }
    byte[] bytes = body.toByteArray();
    return new CaseBytes().u8(ace.type()).u8(ace.flags()).u16(4 + bytes.length).bytes(bytes).toByteArray();
  }

  /** security-descriptors §1. */
  public static byte[] sid(String text) {
    String[] parts = text.split("-");
    CaseBytes b = new CaseBytes();
    b.u8(1).u8(parts.length - 3).u16(0);
    long authority = Long.parseLong(parts[2]);
    for (int shift = 24; shift >= 0; shift -= 8) {
      b.u8((int) (authority >>> shift));
    }
    for (int i = 3; i < parts.length; i++) {
      b.u32((int) Long.parseLong(parts[i]));
    }
    return b.toByteArray();
  }

  /** conditional-expressions §3. */
  public static byte[] condition(NaiveCondition condition) {
    CaseBytes b = new CaseBytes();
    if (condition instanceof NaiveCondition.Broken broken) {
      broken.bytes().forEach(b::u8);
    } else {
      b.bytes("artx".getBytes(StandardCharsets.US_ASCII)).tokens(condition);
    }
    return b.toByteArray();
  }

  private void tokens(NaiveCondition condition) {
    switch (condition) {
      case NaiveCondition.And and -> binary(and.left(), and.right(), 0xA0);
      case NaiveCondition.Or or -> binary(or.left(), or.right(), 0xA1);
      case NaiveCondition.Not not -> {
        tokens(not.operand());
        u8(0xA2);
      }
      case NaiveCondition.Attribute attribute -> attribute(attribute.namespace(), attribute.name());
      case NaiveCondition.Exists exists -> {
        attribute(exists.namespace(), exists.name());
        u8(exists.negated() ? 0x8D : 0x87);
      }
      case NaiveCondition.EqualsNumber equals -> {
        attribute(equals.namespace(), equals.name());
        u8(0x04).u64(equals.number()).u8(equals.number() < 0 ? 2 : 3).u8(2).u8(0x80);
      }
      case NaiveCondition.Member member -> member(member);
      case NaiveCondition.Broken broken -> throw new IllegalArgumentException("inside a program");
    }
  }

  private void binary(NaiveCondition left, NaiveCondition right, int operator) {
    tokens(left);
    tokens(right);
    u8(operator);
  }

  private void member(NaiveCondition.Member member) {
    CaseBytes elements = new CaseBytes();
    for (String text : member.sids()) {
      byte[] sid = sid(text);
      elements.u8(0x51).u32(sid.length).bytes(sid);
    }
    u8(0x50).u32(elements.out.size()).bytes(elements.toByteArray());
    int positive = member.device() ? (member.any() ? 0x8C : 0x8A) : (member.any() ? 0x8B : 0x89);
    u8(member.negated() ? positive + 7 : positive);
  }

  private void attribute(String namespace, String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
    int code = switch (namespace) {
      case "Local" -> 0xF8;
      case "User" -> 0xF9;
      case "Resource" -> 0xFA;
      default -> 0xFB;
    };
    u8(code).u32(text.length).bytes(text);
  }

  /** A claim entry, security-descriptors §5, for the types that cases use. */
  private static byte[] claim(NaiveClaim claim) {
    byte[] name = (claim.name() + "\0").getBytes(StandardCharsets.UTF_16LE);
    int count = claim.values().size();
    int slot = claim.type().equals("STRING") ? 4 : 8;
    int slots = 16 + 4 * count + name.length;
    CaseBytes b = new CaseBytes();
    b.u32(16 + 4 * count).u16(claim.type().equals("STRING") ? 3 : 1).u16(0).u32(claim.flags()).u32(count);
    for (int i = 0; i < count; i++) {
      b.u32(slots + slot * i);
    }
    b.bytes(name);
    CaseBytes bodies = new CaseBytes();
    for (Object value : claim.values()) {
      if (value instanceof Long number) {
        b.u64(number);
      } else {
        b.u32(slots + slot * count + bodies.out.size());
        bodies.bytes((value + "\0").getBytes(StandardCharsets.UTF_16LE));
      }
    }
    return b.bytes(bodies.toByteArray()).toByteArray();
  }

  private CaseBytes guid(@Nullable String text) {
    if (text != null) {
      byte[] digits = HexFormat.of().parseHex(text.replace("-", ""));
      for (int i : new int[] {3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15}) {
        u8(digits[i]);
      }
    }
    return this;
  }

  private CaseBytes u8(int value) {
    out.write(value);
    return this;
  }

  private CaseBytes u16(int value) {
    return u8(value).u8(value >>> 8);
  }

  private CaseBytes u32(int value) {
    return u16(value).u16(value >>> 16);
  }

  private CaseBytes u64(long value) {
    return u32((int) value).u32((int) (value >>> 32));
  }

  private CaseBytes bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  private byte[] toByteArray() {
    return out.toByteArray();
  }
}
