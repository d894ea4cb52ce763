package dev.tokend.kacs.access;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The groups that an object's DACL speaks of and a subject is no member of. */
final class Memberships {
  private static final int UNIX = 22;
  private static final int UNIX_USER = 1;
  private static final int NT = 5;
  private static final int BUILTIN = 32;
  private static final int DOMAIN = 21;
  private static final int FIRST_DOMAIN_GROUP = 512;
  private static final int SERVICE_ACCOUNT = 80;

  private Memberships() {}

  /** In the order of the DACL, each once. */
  static List<Sid> missing(@Nullable PreparedAcl dacl, Subject subject) {
    Set<Sid> groups = new LinkedHashSet<>();
    for (int ace = 0; dacl != null && ace < dacl.size(); ace++) {
      if (dacl.allows(ace) && mayBeGroup(dacl.sid(ace))) {
        groups.add(dacl.sid(ace));
      }
    }
    groups.remove(subject.user());
    for (SidAndAttributes present : subject.groups()) {
      groups.remove(present.sid());
    }
    return new ArrayList<>(groups);
  }

  /**
   * Whether somebody can be made a member: not what stands for one account, a kind of logon, a place in the object or
   * a restriction ([MS-DTYP] 2.4.2.4). Accounts and groups of a domain share their numbers.
   */
  private static boolean mayBeGroup(Sid sid) {
    int count = sid.subAuthorityCount();
    int first = count == 0 ? 0 : sid.subAuthority(0);
    if (sid.authority() == UNIX) {
      return first != UNIX_USER;
    }
    if (sid.authority() != NT) {
      return false;
    }
    return switch (first) {
      case BUILTIN, SERVICE_ACCOUNT -> true;
      case DOMAIN -> Integer.compareUnsigned(sid.rid(), FIRST_DOMAIN_GROUP) >= 0;
      default -> false;
    };
  }
}
