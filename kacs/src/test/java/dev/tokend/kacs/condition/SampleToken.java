package dev.tokend.kacs.condition;

import dev.tokend.kacs.Hex;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimFlags;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;

/** The sample token, resource and request of spec/conditional-expressions.md §6. */
final class SampleToken {
  static final Attributes ATTRIBUTES =
      new Attributes(
          AttributeSet.of(
              List.of(
                  text("Title", 0, "PM"),
                  claim("clearance", ClaimType.INT64, 0, new ClaimValue.Int64(3)),
                  text("projects", 0, "apollo", "gemini"),
                  claim("big", ClaimType.UINT64, 0, new ClaimValue.UInt64(Long.MIN_VALUE)),
                  claim("flag", ClaimType.BOOLEAN, 0, new ClaimValue.Bool(1)),
                  text("code", ClaimFlags.VALUE_CASE_SENSITIVE, "Abc"),
                  text("secret", ClaimFlags.USE_FOR_DENY_ONLY, "x"),
                  claim("off", ClaimType.INT64, ClaimFlags.DISABLED, new ClaimValue.Int64(1)),
                  claim("serial", ClaimType.OCTET, 0, new ClaimValue.Octets(Bytes.of(Hex.bytes("dead")))))),
          AttributeSet.of(List.of(claim("managed", ClaimType.BOOLEAN, 0, new ClaimValue.Bool(1)))),
          AttributeSet.of(
              List.of(claim("level", ClaimType.INT64, 0, new ClaimValue.Int64(3)), text("dept", 0, "eng"))),
          AttributeSet.of(List.of(text("zone", 0, "LAB"))));

  /** Groups Everyone/7, Users/7, ...-2001/7, ...-2002/0x10 (deny-only); device group ...-3001/7. */
  static final MembershipView MEMBERS =
      new MembershipView() {
        private final List<Sid> enabled =
            List.of(Sid.of("S-1-1-0"), Sid.of("S-1-5-32-545"), Sid.of("S-1-5-21-1-2-3-2001"));
        private final Sid denyOnly = Sid.of("S-1-5-21-1-2-3-2002");
        private final Sid device = Sid.of("S-1-5-21-1-2-3-3001");

        @Override
        public Truth isMember(Sid sid, Side side) {
          return Truth.of(enabled.contains(sid) || (side == Side.DENY && sid.equals(denyOnly)));
        }

        @Override
        public Truth isDeviceMember(Sid sid, Side side) {
          return Truth.of(sid.equals(device));
        }
      };

  private SampleToken() {}

  static Truth evaluate(Bytes bytecode, Side side) {
    return ConditionProgram.of(bytecode).evaluate(side, ATTRIBUTES, MEMBERS);
  }

  static Claim claim(String name, ClaimType type, int flags, ClaimValue... values) {
    return new Claim(name, type, flags, List.of(values));
  }

  static Claim text(String name, int flags, String... values) {
    List<ClaimValue> texts = new ArrayList<>();
    for (String value : values) {
      texts.add(new ClaimValue.Text(value));
    }
    return new Claim(name, ClaimType.STRING, flags, texts);
  }
}
