package dev.tokend.kacs.sddl;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceLayout;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.CallbackAce;
import dev.tokend.kacs.sd.CallbackObjectAce;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.ObjectAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Parses one ACE, {@code (type;flags;rights;guid;guid;sid;extra)} (security-descriptors §10.1). */
final class AceParser {
  private static final int GUID_LENGTH = 36;

  private final TextCursor in;
  private final SddlOptions options;
  private final AclSection section;

  AceParser(TextCursor in, SddlOptions options, AclSection section) {
    this.in = in;
    this.options = options;
    this.section = section;
  }

  /** Reads the ACE whose parenthesis opens at the cursor. */
  Ace read() throws MalformedException {
    int start = in.position();
    in.expect('(', "'(' of an ACE");
    in.skipWhiteSpace();
    AceType type = type();
    endField();
    int flags = flags();
    endField();
    int mask = RightsText.read(in, type);
    endField();
    Guid objectType = guid(type);
    endField();
    Guid inherited = guid(type);
    endField();
    int sidAt = in.position();
    Sid sid = SidText.read(in, options.aliases());
    in.skipWhiteSpace();
    Ace ace;
    switch (type.layout()) {
      case BASIC -> ace = new BasicAce(type, flags, mask, sid);
      case OBJECT -> {
        int objectFlags = ObjectScopedAce.flagsOf(objectType, inherited);
        ace = new ObjectAce(type, flags, mask, objectFlags, objectType, inherited, sid);
      }
      case CALLBACK_OBJECT -> {
        Bytes data = condition(start, 8 + guidsSize(objectType, inherited) + sid.size());
        int objectFlags = ObjectScopedAce.flagsOf(objectType, inherited);
        ace = new CallbackObjectAce(type, flags, mask, objectFlags, objectType, inherited, sid, data);
      }
      case CALLBACK -> {
        if (type == AceType.SYSTEM_RESOURCE_ATTRIBUTE) {
          ace = resourceAttribute(start, sidAt, flags, mask, sid);
        } else {
          ace = new CallbackAce(type, flags, mask, sid, condition(start, 4 + sid.size()));
        }
      }
      default -> throw new IllegalStateException("no code stands for " + type);
    }
    in.skipWhiteSpace();
    if (in.peek() == ';') {
      throw in.failAt(in.position(), "an ACE of type " + AceTypeCode.of(type) + " has no further field");
    }
    in.expect(')', "')' of the ACE");
    return ace;
  }

  private void endField() throws MalformedException {
    in.skipWhiteSpace();
    in.expect(';', "';'");
    in.skipWhiteSpace();
  }

  private AceType type() throws MalformedException {
    int start = in.position();
    int length = 0;
    while (length < 8 && TextCursor.isLetter(in.peek(length))) {
      length++;
    }
    if (length == 0) {
      throw in.expected("an ACE type");
    }
    String code = in.between(start, start + length).toUpperCase(Locale.ROOT);
    AceType type = AceTypeCode.parse(code);
    if (type == null) {
      throw in.failAt(
          start,
          code.equals("FL") ? "FL, an access filter of Windows, is not supported" : "unknown ACE type " + code);
    }
    if (options.placement() == SddlOptions.Placement.WHERE_EFFECTIVE && type.sacl() != (section == AclSection.SACL)) {
      throw in.failAt(start, "an ACE of type " + code + " has no effect in the " + section);
    }
    in.skip(length);
    return type;
  }

  private int flags() throws MalformedException {
    int flags = 0;
    for (String code = in.peekTwoLetters(); !code.isEmpty(); code = in.peekTwoLetters()) {
      long flag = TwoLetterCodes.flag(code);
      if (flag == TwoLetterCodes.NONE) {
        throw in.failAt(
            in.position(),
            code.equals("TP") ? "TP, of the access filters of Windows, is not supported" : "unknown ACE flag " + code);
      }
      flags |= (int) flag;
      in.skip(2);
    }
    return flags;
  }

  private @Nullable Guid guid(AceType type) throws MalformedException {
    if (in.peek() == ';') {
      return null;
    }
    if (type.layout() != AceLayout.OBJECT && type.layout() != AceLayout.CALLBACK_OBJECT) {
      throw in.expected("';': an ACE of type " + AceTypeCode.of(type) + " has no GUIDs and its SID is the sixth field");
    }
    int start = in.position();
    int length = 0;
    while (length <= GUID_LENGTH && (TextCursor.hexDigit(in.peek(length)) >= 0 || in.peek(length) == '-')) {
      length++;
    }
    in.skip(length);
    try {
      return Guid.parse(in.between(start, start + length));
    } catch (MalformedException e) {
      throw in.failAt(start + e.offset(), "expected a GUID of 8-4-4-4-12 hex digits");
    }
  }

  private void beginExtra(String what) throws MalformedException {
    in.expect(';', "';' and " + what);
    in.skipWhiteSpace();
  }

  /** The condition, padded; {@code bodySize} counts what stands between the header and it. */
  private Bytes condition(int aceAt, int bodySize) throws MalformedException {
    beginExtra("a condition");
    Bytes code = ConditionParser.read(in, options.aliases()).encode();
    requireFits(aceAt, bodySize + code.size());
    return Bytes.paddedToFour(code.toByteArray());
  }

  private Ace resourceAttribute(int aceAt, int sidAt, int flags, int mask, Sid sid) throws MalformedException {
    if (!sid.equals(WellKnown.EVERYONE)) {
      throw in.failAt(sidAt, "expected WD, the only SID of a resource attribute, found " + sid);
    }
    beginExtra("a resource attribute");
    Claim claim = ResourceAttributeText.read(in, options.aliases());
    requireFits(aceAt, 4 + sid.size() + ClaimCodec.writeEntry(claim).length);
    return ResourceAttributeAce.of(flags, claim).with(mask, sid);
  }

  private void requireFits(int aceAt, int bodySize) throws MalformedException {
    int size = Ace.HEADER_SIZE + ((bodySize + 3) & ~3);
    if (size > Ace.MAX_SIZE) {
      throw in.failAt(aceAt, "the ACE has " + size + " bytes, at most " + Ace.MAX_SIZE + " are allowed");
    }
  }

  private static int guidsSize(@Nullable Guid objectType, @Nullable Guid inherited) {
    return (objectType == null ? 0 : Guid.SIZE) + (inherited == null ? 0 : Guid.SIZE);
  }
}
