package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.LabelPolicy;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packed form of a check of prepared values leaves nothing for the garbage collector, compiled or not. */
class AllocationTest {
  private static final Sid USER = Sid.of("S-1-5-21-1-2-3-1001");
  private static final int CHECKS = 1_000;

  @Test
  void a_plain_check_allocates_nothing() {
    assertAllocatesNothing(request(subject().build()));
  }

  @Test
  void a_check_with_privileges_restrictions_confinement_and_label_allocates_nothing() {
    long privileges = Privilege.SE_BACKUP.mask() | Privilege.SE_TAKE_OWNERSHIP.mask() | Privilege.SE_RELABEL.mask();
    Subject subject = subject()
        .integrityLevel(4096)
        .privileges(privileges)
        .restrictedSids(List.of(new SidAndAttributes(USER, 0)))
        .confinementSid(Sid.of("S-1-15-2-101"))
        .build();
    assertAllocatesNothing(request(subject).withIntent(PrivilegeIntent.BACKUP));
  }

  @Test
  void a_conditional_check_allocates_nothing() throws Exception {
    SecurityDescriptor descriptor = Sddl.parse(
        "O:SYD:(XA;;GA;;;S-1-5-21-1-2-3-2001;(@User.level >= 3 && Member_of {SID(S-1-5-21-1-2-3-2002)}))");
    Subject subject = subject()
        .userClaims(List.of(new Claim("level", ClaimType.INT64, 0, List.of(new ClaimValue.Int64(3)))))
        .build();
    AccessRequest request = AccessRequest.of(
        subject, PreparedDescriptor.of(descriptor), AccessMask.GENERIC_ALL, GenericMapping.FILE);
    assertThat(AccessCheck.check(request).allowed()).isTrue();
    assertAllocatesNothing(request);
  }

  private static void assertAllocatesNothing(AccessRequest request) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long self = Thread.currentThread().threadId();
    long results = run(request);
    long before = threads.getThreadAllocatedBytes(self);
    results += run(request);
    long allocated = threads.getThreadAllocatedBytes(self) - before;
    assertThat(results).isNotZero();
    assertThat(allocated).as("bytes in %d checks", CHECKS).isLessThan(CHECKS);
  }

  private static long run(AccessRequest request) {
    long results = 0;
    for (int i = 0; i < CHECKS; i++) {
      results += AccessCheck.granted(request) | 1;
    }
    return results;
  }

  private static SubjectBuilder subject() {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (int rid = 2000; rid < 2020; rid++) {
      groups.add(new SidAndAttributes(Sid.of("S-1-5-21-1-2-3-" + rid), 7));
    }
    return Subject.builder().user(USER).groups(groups);
  }

  private static AccessRequest request(Subject subject) {
    List<Ace> dacl = new ArrayList<>();
    dacl.add(Ace.deny(AccessMask.WRITE_DAC, WellKnown.OWNER_RIGHTS));
    for (int rid = 2010; rid < 2030; rid++) {
      dacl.add(Ace.allow(1 << rid % 9, Sid.of("S-1-5-21-1-2-3-" + rid)));
    }
    SecurityDescriptor descriptor = SecurityDescriptor.builder()
        .owner(USER)
        .dacl(Acl.of(dacl))
        .sacl(Acl.of(Ace.label(LabelPolicy.NO_WRITE_UP, 8192)))
        .build();
    return AccessRequest.of(
        subject, PreparedDescriptor.of(descriptor), AccessMask.GENERIC_ALL, GenericMapping.FILE);
  }
}
