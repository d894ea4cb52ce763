package dev.tokend.kacs.condition;

import dev.tokend.kacs.claim.AttributeName;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims of one namespace, prepared for look-up: immutable, made once for a token or a descriptor.
 *
 * <p>Of several claims with one name the first alone counts, even if it is absent (conditions §4.1).
 */
public final class AttributeSet {
  /** No claims. */
  public static final AttributeSet EMPTY = new AttributeSet(List.of(), Map.of());

  /** What is known under a name: nothing, for a claim that is disabled or has no values. */
  private record Entry(@Nullable AttributeValue value, boolean denyOnly) {}

  private final List<Claim> claims;
  private final Map<String, Entry> byFoldedName;

  private AttributeSet(List<Claim> claims, Map<String, Entry> byFoldedName) {
    this.claims = claims;
    this.byFoldedName = byFoldedName;
  }

  /** The set of these claims, in order. */
  public static AttributeSet of(List<Claim> claims) {
    if (claims.isEmpty()) {
      return EMPTY;
    }
    Map<String, Entry> entries = HashMap.newHashMap(claims.size());
    for (Claim claim : claims) {
      entries.putIfAbsent(AttributeName.fold(claim.name()), entry(claim));
    }
    return new AttributeSet(List.copyOf(claims), entries);
  }

  /** The claims as they were given, in order, those that do not count too. */
  public List<Claim> claims() {
    return claims;
  }

  /** The claim that a name stands for: the first of that name, whatever its case; null if there is none. */
  public @Nullable Claim named(String name) {
    for (Claim claim : claims) {
      if (AttributeName.same(claim.name(), name)) {
        return claim;
      }
    }
    return null;
  }

  /** The attribute of that name, folded already; null if it is absent for this side. */
  @Nullable AttributeValue find(String foldedName, Side side) {
    Entry entry = byFoldedName.get(foldedName);
    return entry == null || (entry.denyOnly && side == Side.ALLOW) ? null : entry.value;
  }

  private static Entry entry(Claim claim) {
    if (claim.isDisabled() || claim.values().isEmpty()) {
      return new Entry(null, claim.isDenyOnly());
    }
    Value[] values = new Value[claim.values().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(claim.values().get(i));
    }
    return new Entry(new AttributeValue(Value.of(values), claim.isCaseSensitive()), claim.isDenyOnly());
  }

  private static Value value(ClaimValue value) {
    return switch (value) {
      case ClaimValue.Int64 number -> Value.Int.signed(number.value());
      case ClaimValue.UInt64 number -> Value.Int.unsigned(number.value());
      case ClaimValue.Bool bool -> Value.Int.signed(bool.isTrue() ? 1 : 0);
      case ClaimValue.Text text -> new Value.Text(text.value());
      case ClaimValue.Octets octets -> new Value.Octets(octets.value().toByteArray());
      case ClaimValue.SidValue sid -> new Value.Identifier(sid.value());
    };
  }
}
