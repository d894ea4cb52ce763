package dev.tokend.kacs.sd;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.claim.RandomClaims;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.RandomSids;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random entries, lists and descriptors of every kind. */
public final class RandomDescriptors {
  private RandomDescriptors() {}

  /** An entry of any layout with any flags and a mask without MAXIMUM_ALLOWED. */
  public static Ace ace(SplittableRandom random) {
    int code = random.nextInt(AceType.values().length + 3);
    int flags = random.nextInt(256);
    int mask = random.nextInt() & ~AccessMask.MAXIMUM_ALLOWED;
    Sid sid = RandomSids.sid(random);
    Bytes data = Bytes.paddedToFour(Generator.bytes(random, 24));
    AceType type = AceType.byValue(code);
    if (type == null || AceBody.isOpaque(code)) {
      return new OpaqueAce(code, flags, data);
    }
    int objectFlags = random.nextInt() & ~3 | random.nextInt(4);
    Guid first = (objectFlags & 1) != 0 ? new Guid(random.nextLong(), random.nextLong()) : null;
    Guid second = (objectFlags & 2) != 0 ? new Guid(random.nextLong(), random.nextLong()) : null;
    return switch (type.layout()) {
      case BASIC -> new BasicAce(type, flags, mask, sid);
      case OBJECT -> new ObjectAce(type, flags, mask, objectFlags, first, second, sid);
      case CALLBACK -> type == AceType.SYSTEM_RESOURCE_ATTRIBUTE
          ? ResourceAttributeAce.of(flags, RandomClaims.claim(random))
          : new CallbackAce(type, flags, mask, sid, data);
      case CALLBACK_OBJECT -> new CallbackObjectAce(type, flags, mask, objectFlags, first, second, sid, data);
      case OPAQUE -> throw new AssertionError(type);
    };
  }

  /** A list of a few entries. */
  public static Acl acl(SplittableRandom random) {
    List<Ace> aces = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      aces.add(ace(random));
    }
    return Acl.of(aces);
  }

  /** A descriptor with any of its parts missing. */
  public static SecurityDescriptor descriptor(SplittableRandom random) {
    return SecurityDescriptor.builder()
        .owner(random.nextInt(4) == 0 ? null : RandomSids.sid(random))
        .group(random.nextInt(4) == 0 ? null : RandomSids.sid(random))
        .sacl(random.nextInt(3) == 0 ? null : acl(random))
        .dacl(random.nextInt(3) == 0 ? null : acl(random))
        .control(random.nextInt(0x10000))
        .resourceManagerControl(random.nextInt(256))
        .build();
  }
}
