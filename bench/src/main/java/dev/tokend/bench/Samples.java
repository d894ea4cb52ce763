package dev.tokend.bench;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.access.SubjectBuilder;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The requests that are measured. The entry that grants is the last one of the DACL and every entry before it names
 * somebody else, so each check reads the whole list.
 */
final class Samples {
  private static final String DOMAIN = "S-1-5-21-1111-2222-3333-";
  private static final int ENABLED =
      GroupAttributes.MANDATORY | GroupAttributes.ENABLED_BY_DEFAULT | GroupAttributes.ENABLED;

  private Samples() {}

  /** Entries for strangers, and a last one that grants what is asked for to the subject's last group. */
  static SecurityDescriptor descriptor(int aces, int groups) {
    return descriptor(aces, "(A;;FA;;;" + group(groups - 1) + ")");
  }

  /** As {@link #descriptor}, but the last entry grants to Everyone on a condition that is true. */
  static SecurityDescriptor conditionalDescriptor(int aces, int groups) {
    return descriptor(aces, "(XA;;FA;;;WD;(@User.clearance >= 3 && Member_of {SID(" + group(groups - 1) + ")}))");
  }

  private static SecurityDescriptor descriptor(int aces, String last) {
    StringBuilder text = new StringBuilder("O:BAG:SYD:PAI");
    for (int ace = 1; ace < aces; ace++) {
      text.append(ace % 4 == 0 ? "(D" : "(A").append(";;FRFW;;;").append(DOMAIN).append(5000 + ace).append(')');
    }
    try {
      return Sddl.parse(text.append(last).toString());
    } catch (MalformedException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A user of that many groups at Medium integrity, with one claim. */
  static SubjectBuilder subject(int groups) {
    List<SidAndAttributes> list = new ArrayList<>();
    for (int group = 0; group < groups; group++) {
      list.add(new SidAndAttributes(Sid.of(group(group)), ENABLED));
    }
    list.set(0, new SidAndAttributes(Sid.of("S-1-1-0"), ENABLED));
    return Subject.builder()
        .user(Sid.of(DOMAIN + 1001))
        .groups(list)
        .userClaims(List.of(
            new Claim("clearance", ClaimType.INT64, 0, List.<ClaimValue>of(new ClaimValue.Int64(3)))));
  }

  /** The SIDs of the DACL's entries. */
  static Sid[] sids(SecurityDescriptor descriptor) {
    List<Sid> sids = new ArrayList<>();
    for (Ace ace : Objects.requireNonNull(descriptor.dacl()).aces()) {
      if (ace instanceof MaskedAce masked) {
        sids.add(masked.sid());
      }
    }
    return sids.toArray(new Sid[0]);
  }

  /** A request to read a file. */
  static AccessRequest request(SubjectBuilder subject, SecurityDescriptor descriptor) {
    return AccessRequest.of(
        subject.build(), PreparedDescriptor.of(descriptor), AccessMask.GENERIC_READ, GenericMapping.FILE);
  }

  /** The SID of the subject's group with that index; its first group is Everyone. */
  static String group(int index) {
    return DOMAIN + (2000 + index);
  }
}
