package dev.tokend.kacs.sddl;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.claim.RandomClaims;
import dev.tokend.kacs.condition.RandomConditions;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.CallbackAce;
import dev.tokend.kacs.sd.CallbackObjectAce;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.ObjectAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import dev.tokend.kacs.sd.SdControl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random descriptors that SDDL can express without loss. */
final class RandomSddl {
  private static final int FLAGGED =
      SdControl.DACL_PROTECTED | SdControl.DACL_AUTO_INHERIT_REQ | SdControl.DACL_AUTO_INHERITED
          | SdControl.SACL_PROTECTED | SdControl.SACL_AUTO_INHERIT_REQ | SdControl.SACL_AUTO_INHERITED;
  private static final String[] SIDS = {
    "S-1-1-0", "S-1-5-18", "S-1-5-32-544", "S-1-16-8192", "S-1-16-8448", "S-1-3-4", "S-1-5-84-0-0-0-0-0", "S-1-5"
  };

  private RandomSddl() {}

  static SecurityDescriptor descriptor(SplittableRandom random) {
    return SecurityDescriptor.builder()
        .owner(random.nextInt(4) == 0 ? null : sid(random))
        .group(random.nextInt(4) == 0 ? null : sid(random))
        .dacl(random.nextInt(3) == 0 ? null : acl(random))
        .sacl(random.nextInt(3) == 0 ? null : acl(random))
        .control(random.nextInt() & FLAGGED)
        .build();
  }

  static Acl acl(SplittableRandom random) {
    List<Ace> aces = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      aces.add(ace(random));
    }
    return Acl.of(aces);
  }

  private static Ace ace(SplittableRandom random) {
    AceType type;
    do {
      type = AceType.values()[random.nextInt(AceType.values().length)];
    } while (AceTypeCode.of(type) == null);
    int flags = random.nextInt(256);
    int mask = mask(random);
    Sid sid = sid(random);
    Guid first = random.nextBoolean() ? new Guid(random.nextLong(), random.nextLong()) : null;
    Guid second = random.nextBoolean() ? new Guid(random.nextLong(), random.nextLong()) : null;
    int objectFlags = ObjectScopedAce.flagsOf(first, second);
    return switch (type.layout()) {
      case BASIC -> new BasicAce(type, flags, mask, sid);
      case OBJECT -> new ObjectAce(type, flags, mask, objectFlags, first, second, sid);
      case CALLBACK ->
          type == AceType.SYSTEM_RESOURCE_ATTRIBUTE
              ? ResourceAttributeAce.of(flags, claim(random)).with(mask, WellKnown.EVERYONE)
              : new CallbackAce(type, flags, mask, sid, condition(random));
      case CALLBACK_OBJECT ->
          new CallbackObjectAce(type, flags, mask, objectFlags, first, second, sid, condition(random));
      case OPAQUE -> throw new AssertionError(type);
    };
  }

  private static Bytes condition(SplittableRandom random) {
    return Bytes.paddedToFour(RandomConditions.tree(random, random.nextInt(4)).encode().toByteArray());
  }

  /** A claim as text can write it: with a name, without quotes, and with booleans that are 0 or 1. */
  private static Claim claim(SplittableRandom random) {
    Claim claim = RandomClaims.claim(random);
    List<ClaimValue> values = new ArrayList<>();
    for (ClaimValue value : claim.values()) {
      values.add(
          switch (value) {
            case ClaimValue.Bool bool -> new ClaimValue.Bool(bool.isTrue() ? 1 : 0);
            case ClaimValue.Text text -> new ClaimValue.Text(text.value().replace('"', '\''));
            default -> value;
          });
    }
    return new Claim('n' + claim.name().replace('"', '\''), claim.type(), claim.flags(), values);
  }

  private static int mask(SplittableRandom random) {
    return switch (random.nextInt(7)) {
      case 0 -> 0;
      case 1 -> random.nextInt(16);
      case 2 -> random.nextInt() & 0xF00F_0000;
      case 3 -> random.nextInt() & 0xF00F_01FF;
      case 4 -> new int[] {0x1F01FF, 0x120089, 0x120116, 0x1200A0, 0xF003F, 0x20019, 0x20006}[random.nextInt(7)];
      case 5 -> 1 << random.nextInt(32);
      default -> random.nextInt();
    };
  }

  private static Sid sid(SplittableRandom random) {
    return random.nextBoolean() ? RandomSids.sid(random) : Sid.of(SIDS[random.nextInt(SIDS.length)]);
  }
}
