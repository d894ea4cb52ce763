package dev.tokend.kacs.condition;

import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sid.Sid;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * A second, independent reading of spec/conditional-expressions.md §3 to §5, for comparison: it interprets the bytes
 * directly, shares no code with the engine, and cares for nothing but being close to the page.
 */
public final class NaiveEvaluator {
  /** "The whole expression is UNKNOWN, at once." */
  private static final class Abort extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Abort() {
      super(null, null, false, false);
    }
  }

  /** An operand; its value is BigInteger, String, List of Byte, Sid, List wrapped in ListOf, or null if absent. */
  private record Op(Object value, boolean literal, boolean cs) {}

  private record Elements(List<Object> list) {}

  private record Octets(List<Integer> bytes) {}

  private final Map<Integer, List<Claim>> claims;
  private final Side side;
  private final BiFunction<Sid, Boolean, Truth> member;
  private final List<Object> stack = new ArrayList<>();
  private ByteBuffer in;

  private NaiveEvaluator(Map<Integer, List<Claim>> claims, Side side, BiFunction<Sid, Boolean, Truth> member) {
    this.claims = claims;
    this.side = side;
    this.member = member;
  }

  /**
   * The value of a program, well-formed or not.
   *
   * @param claims by byte code of the namespace
   * @param member of a SID, and whether the device is asked
   */
  public static Truth evaluate(
      byte[] program, Map<Integer, List<Claim>> claims, Side side, BiFunction<Sid, Boolean, Truth> member) {
    try {
      return new NaiveEvaluator(claims, side, member).run(program);
    } catch (Abort abort) {
      return Truth.UNKNOWN;
    }
  }

  private Truth run(byte[] program) {
    in = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
    need(in.remaining() >= 4 && in.getInt() == 0x78747261);
    while (in.hasRemaining()) {
      int code = in.get() & 0xFF;
      if (code == 0) {
        while (in.hasRemaining()) {
          need(in.get() == 0);
        }
        break;
      }
      step(code);
      need(stack.size() <= 1024);
    }
    need(stack.size() == 1 && stack.getFirst() instanceof Truth);
    return (Truth) stack.getFirst();
  }

  private void step(int code) {
    switch (code) {
      case 0xF8, 0xF9, 0xFA, 0xFB -> stack.add(attribute(code, string(in)));
      case 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x8E, 0x88, 0x8F -> {
        Op right = operand();
        stack.add(relation(code, operand(), right));
      }
      case 0x87, 0x8D -> {
        Op op = operand();
        need(!op.literal);
        stack.add(Truth.of((op.value != null) == (code == 0x87)));
      }
      case 0x89, 0x8A, 0x8B, 0x8C, 0x90, 0x91, 0x92, 0x93 -> stack.add(membership(code, operand()));
      case 0xA0 -> stack.add(and(truth(), truth()));
      case 0xA1 -> stack.add(not(and(not(truth()), not(truth()))));
      case 0xA2 -> stack.add(not(truth()));
      default -> stack.add(new Op(literal(code, in, 0), true, false));
    }
  }

  private Object literal(int code, ByteBuffer from, int depth) {
    switch (code) {
      case 1, 2, 3, 4:
        need(from.remaining() >= 10);
        BigInteger magnitude = BigInteger.valueOf(from.getLong()).abs();
        int sign = from.get();
        int base = from.get();
        need(sign >= 1 && sign <= 3 && base >= 1 && base <= 3);
        BigInteger value = sign == 2 ? magnitude.negate() : magnitude;
        BigInteger limit = BigInteger.ONE.shiftLeft((8 << (code - 1)) - 1);
        need(value.compareTo(limit.negate()) >= 0 && value.compareTo(limit) < 0);
        return value;
      case 0x10:
        return string(from);
      case 0x18:
        ByteBuffer bytes = part(from);
        List<Integer> octets = new ArrayList<>();
        while (bytes.hasRemaining()) {
          octets.add(bytes.get() & 0xFF);
        }
        return new Octets(octets);
      case 0x51:
        ByteBuffer sid = part(from);
        byte[] raw = new byte[sid.remaining()];
        sid.get(raw);
        need(raw.length >= 8 && raw[0] == 1 && raw[1] >= 0 && raw[1] <= 15 && raw.length == 8 + 4 * raw[1]);
        try {
          return Sid.readExact(raw);
        } catch (dev.tokend.kacs.MalformedException e) {
          throw new AssertionError(e);
        }
      case 0x50:
        need(depth < 64);
        ByteBuffer body = part(from);
        List<Object> elements = new ArrayList<>();
        while (body.hasRemaining()) {
          elements.add(literal(body.get() & 0xFF, body, depth + 1));
        }
        return new Elements(elements);
      default:
        throw new Abort();
    }
  }

  private static ByteBuffer part(ByteBuffer from) {
    need(from.remaining() >= 4);
    long length = from.getInt() & 0xFFFFFFFFL;
    need(length <= from.remaining());
    ByteBuffer part = from.slice(from.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    from.position(from.position() + (int) length);
    return part;
  }

  private static String string(ByteBuffer from) {
    try {
      return StandardCharsets.UTF_16LE.newDecoder().decode(part(from)).toString();
    } catch (CharacterCodingException e) {
      throw new Abort();
    }
  }

  private Op attribute(int namespace, String name) {
    for (Claim claim : claims.getOrDefault(namespace, List.of())) {
      if (lower(claim.name()).equals(lower(name))) {
        boolean hidden = (claim.flags() & 0x10) != 0 || ((claim.flags() & 4) != 0 && side == Side.ALLOW);
        List<Object> values = claim.values().stream().map(NaiveEvaluator::value).toList();
        Object present = values.size() == 1 ? values.getFirst() : new Elements(values);
        return new Op(hidden || values.isEmpty() ? null : present, false, (claim.flags() & 2) != 0);
      }
    }
    return new Op(null, false, false);
  }

  private static String lower(String name) {
    StringBuilder out = new StringBuilder();
    name.codePoints().forEach(c -> out.append(c == 0x130 ? "i\u0307" : Character.toString(Character.toLowerCase(c))));
    return out.toString();
  }

  private static Object value(ClaimValue value) {
    return switch (value) {
      case ClaimValue.Int64 v -> BigInteger.valueOf(v.value());
      case ClaimValue.UInt64 v -> new BigInteger(Long.toUnsignedString(v.value()));
      case ClaimValue.Bool v -> BigInteger.valueOf(v.isTrue() ? 1 : 0);
      case ClaimValue.Text v -> v.value();
      case ClaimValue.SidValue v -> v.value();
      case ClaimValue.Octets v -> {
        List<Integer> octets = new ArrayList<>();
        for (byte b : v.value().toByteArray()) {
          octets.add(b & 0xFF);
        }
        yield new Octets(octets);
      }
    };
  }

  private Truth relation(int code, Op left, Op right) {
    Object l = left.value;
    Object r = right.value;
    boolean cs = left.cs || right.cs;
    if (l != null && r != null && !list(l).isEmpty() && !list(r).isEmpty()) {
      boolean comparable = false;
      for (Object a : list(l)) {
        for (Object b : list(r)) {
          comparable |= a.getClass() == b.getClass() || a instanceof Elements || b instanceof Elements;
        }
      }
      need(comparable);
    }
    if (l == null || r == null) {
      return Truth.UNKNOWN;
    }
    return switch (code) {
      case 0x80 -> listEq(list(l), list(r), cs);
      case 0x81 -> not(listEq(list(l), list(r), cs));
      case 0x86 -> contains(list(l), list(r), cs);
      case 0x8E -> not(contains(list(l), list(r), cs));
      case 0x88 -> anyOf(list(l), list(r), cs);
      case 0x8F -> not(anyOf(list(l), list(r), cs));
      default -> order(code, l, r, cs);
    };
  }

  private static Truth order(int code, Object l, Object r, boolean cs) {
    Object a = l instanceof Elements e && e.list.size() == 1 ? e.list.getFirst() : l;
    Object b = r instanceof Elements e && e.list.size() == 1 ? e.list.getFirst() : r;
    if (a instanceof Elements || b instanceof Elements || a instanceof Sid || a.getClass() != b.getClass()) {
      return Truth.UNKNOWN;
    }
    int c =
        a instanceof BigInteger n
            ? n.compareTo((BigInteger) b)
            : java.util.Arrays.compare(key(a, cs), key(b, cs));
    return Truth.of(code == 0x82 ? c < 0 : code == 0x83 ? c <= 0 : code == 0x84 ? c > 0 : c >= 0);
  }

  private static Truth contains(List<Object> l, List<Object> r, boolean cs) {
    Truth all = Truth.TRUE;
    for (Object b : r) {
      all = and(all, anyOf(l, List.of(b), cs));
    }
    return all;
  }

  private static Truth anyOf(List<Object> l, List<Object> r, boolean cs) {
    Truth none = Truth.TRUE;
    for (Object b : r) {
      for (Object a : l) {
        none = and(none, not(eq(a, b, cs)));
      }
    }
    return not(none);
  }

  private static Truth listEq(List<Object> x, List<Object> y, boolean cs) {
    if (x.size() != y.size()) {
      return Truth.FALSE;
    }
    Truth all = Truth.TRUE;
    for (int i = 0; i < x.size(); i++) {
      all = and(all, eq(x.get(i), y.get(i), cs));
    }
    return all;
  }

  private static Truth eq(Object a, Object b, boolean cs) {
    if (a instanceof Elements || b instanceof Elements) {
      return listEq(list(a), list(b), cs);
    }
    if (a.getClass() != b.getClass()) {
      return Truth.UNKNOWN;
    }
    return Truth.of(
        a instanceof BigInteger || a instanceof Sid
            ? a.equals(b)
            : java.util.Arrays.equals(key(a, cs), key(b, cs)));
  }

  /** The bytes that strings and octets compare by. */
  private static int[] key(Object value, boolean cs) {
    if (value instanceof String s) {
      int[] key = new int[2 * s.length()];
      for (int i = 0; i < s.length(); i++) {
        int unit = s.charAt(i) >= 'A' && s.charAt(i) <= 'Z' && !cs ? s.charAt(i) + 0x20 : s.charAt(i);
        key[2 * i] = unit & 0xFF;
        key[2 * i + 1] = unit >> 8;
      }
      return key;
    }
    return ((Octets) value).bytes.stream().mapToInt(b -> b >= 0x41 && b <= 0x5A && !cs ? b + 0x20 : b).toArray();
  }

  private Truth membership(int code, Op op) {
    need(op.literal && (op.value instanceof Sid || op.value instanceof Elements));
    boolean device = code == 0x8A || code == 0x8C || code == 0x91 || code == 0x93;
    boolean any = code == 0x8B || code == 0x8C || code == 0x92 || code == 0x93;
    Truth truth = Truth.of(!any);
    for (Object sid : list(op.value)) {
      need(sid instanceof Sid);
      Truth m = member.apply((Sid) sid, device);
      truth = any ? not(and(not(truth), not(m))) : and(truth, m);
    }
    return code >= 0x90 ? not(truth) : truth;
  }

  private Op operand() {
    need(!stack.isEmpty() && stack.getLast() instanceof Op);
    return (Op) stack.removeLast();
  }

  private Truth truth() {
    need(!stack.isEmpty());
    Object top = stack.removeLast();
    if (top instanceof Truth truth) {
      return truth;
    }
    Op op = (Op) top;
    need(!op.literal);
    return switch (op.value) {
      case BigInteger n -> Truth.of(n.signum() != 0);
      case String s -> Truth.of(!s.isEmpty());
      case null, default -> Truth.UNKNOWN;
    };
  }

  private static List<Object> list(Object value) {
    return value instanceof Elements e ? e.list : List.of(value);
  }

  private static Truth and(Truth a, Truth b) {
    if (a == Truth.FALSE || b == Truth.FALSE) {
      return Truth.FALSE;
    }
    return a == Truth.TRUE && b == Truth.TRUE ? Truth.TRUE : Truth.UNKNOWN;
  }

  private static Truth not(Truth a) {
    return switch (a) {
      case TRUE -> Truth.FALSE;
      case FALSE -> Truth.TRUE;
      case UNKNOWN -> Truth.UNKNOWN;
    };
  }

  private static void need(boolean condition) {
    if (!condition) {
      throw new Abort();
    }
  }
}
