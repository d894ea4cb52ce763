package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A deny-only group is a group for the condition of a deny ACE alone, that of a device too (conditions §4.4). */
class MembershipSideTest {
  private static final Sid ALICE = Sid.of("S-1-5-21-1-2-3-1001");
  private static final String DENY_ONLY = "S-1-5-21-1-2-3-3001";
  private static final int READ = 0x1;

  @Test
  void a_deny_only_device_group_does_not_help_an_allow_ace() throws Exception {
    assertThat(allowed("D:(XA;;0x1;;;WD;(Device_Member_of {SID(%s)}))")).isFalse();
    assertThat(allowed("D:(XA;;0x1;;;WD;(Member_of {SID(%s)}))")).isFalse();
  }

  @Test
  void a_deny_only_device_group_makes_a_deny_ace_apply() throws Exception {
    assertThat(allowed("D:(XD;;0x1;;;WD;(Device_Member_of {SID(%s)}))(A;;0x1;;;WD)")).isFalse();
    assertThat(allowed("D:(XD;;0x1;;;WD;(Member_of {SID(%s)}))(A;;0x1;;;WD)")).isFalse();
    assertThat(allowed("D:(XD;;0x1;;;WD;(Device_Member_of {SID(S-1-5-21-1-2-3-3002)}))(A;;0x1;;;WD)")).isTrue();
  }

  private static boolean allowed(String dacl) throws Exception {
    List<SidAndAttributes> denyOnly = List.of(new SidAndAttributes(Sid.of(DENY_ONLY), 0x10));
    Subject subject = Subject.builder()
        .user(ALICE)
        .groups(List.of(new SidAndAttributes(WellKnown.EVERYONE, 7), denyOnly.getFirst()))
        .deviceGroups(denyOnly)
        .build();
    return AccessCheck.check(AccessRequest.of(subject,
        PreparedDescriptor.of(Sddl.parse("O:SY" + dacl.formatted(DENY_ONLY))), READ, GenericMapping.FILE)).allowed();
  }
}
