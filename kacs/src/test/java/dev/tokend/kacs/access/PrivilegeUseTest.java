package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.AuditPolicyFlag;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which privileges a check of the parts of an object marks as used (access-check §11). */
class PrivilegeUseTest {
  private static final Guid ROOT = new Guid(0, 1);
  private static final Guid PART = new Guid(0, 2);
  private static final Guid OTHER = new Guid(0, 3);
  private static final int READ = 0x1;

  @Test
  void a_privilege_whose_right_one_part_alone_keeps_is_used_if_every_part_has_its_answer() throws Exception {
    AccessDecision asWhole = AccessCheck.check(confinedBackup(ResultMode.SCALAR));
    assertThat(asWhole.nodeGranted().toArray()).containsExactly(0, READ, 0);
    assertThat(asWhole.privilegesUsed()).isZero();
    assertThat(asWhole.privilegeUses()).containsExactly(new PrivilegeUse(Privilege.SE_BACKUP, READ, 0));

    AccessDecision byPart = AccessCheck.check(confinedBackup(ResultMode.PER_NODE));
    assertThat(byPart.nodeGranted()).isEqualTo(asWhole.nodeGranted());
    assertThat(byPart.privilegesUsed()).isEqualTo(Privilege.SE_BACKUP.mask());
    assertThat(byPart.privilegeUses()).containsExactly(new PrivilegeUse(Privilege.SE_BACKUP, READ, READ));
  }

  /** SeBackup gives READ everywhere, and the confinement leaves it to one of two parts. */
  private static AccessRequest confinedBackup(ResultMode mode) throws Exception {
    Subject subject = Subject.builder()
        .user(Sid.of("S-1-5-21-1-2-3-1001"))
        .privileges(Privilege.SE_BACKUP.mask())
        .auditPolicy(AuditPolicyFlag.PRIVILEGE_USE_SUCCESS.value() | AuditPolicyFlag.PRIVILEGE_USE_FAILURE.value())
        .confinementSid(Sid.of("S-1-15-2-101"))
        .build();
    PreparedDescriptor object =
        PreparedDescriptor.of(Sddl.parse("O:SYD:(OA;;0x1;" + PART + ";;S-1-15-2-101)"));
    ObjectTypeList parts = ObjectTypeList.of(List.of(
        new ObjectTypeList.Node(0, ROOT), new ObjectTypeList.Node(1, PART), new ObjectTypeList.Node(1, OTHER)));
    return AccessRequest.of(subject, object, READ, GenericMapping.FILE)
        .withIntent(PrivilegeIntent.BACKUP)
        .withObjectTypes(parts, mode);
  }
}
