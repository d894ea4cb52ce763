package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AceFlags;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What vectors and random cases cannot express: rules whose ACLs cannot be read, and what is reported of policies. */
class CentralPolicyTest {
  private static final Sid ALICE = Sid.of("S-1-5-21-1-2-3-1001");
  private static final Sid POLICY = Sid.of("S-1-17-1");
  private static final int READ = 0x1;
  private static final PolicyAcl BROKEN = PolicyAcl.of(new byte[] {2, 0, 9, 0, 0, 0, 0, 0});
  private static final PolicyAcl ALLOW_READ = PolicyAcl.of(Acl.of(Ace.allow(READ, ALICE)));
  private static final PolicyAcl ALLOW_NOTHING = PolicyAcl.of(Acl.EMPTY);

  @Test
  void a_rule_whose_dacl_cannot_be_read_leaves_what_privileges_gave() {
    Subject subject = Subject.builder().user(ALICE).privileges(Privilege.SE_SECURITY.mask()).build();
    AccessDecision decision = AccessCheck.check(
        request(subject, READ | AccessMask.ACCESS_SYSTEM_SECURITY, rule(BROKEN, null, null, null)));

    assertThat(decision.granted()).isEqualTo(AccessMask.ACCESS_SYSTEM_SECURITY);
    assertThat(decision.allowed()).isFalse();
  }

  @Test
  void a_staged_dacl_that_cannot_be_read_would_leave_nothing() {
    Subject subject = Subject.builder().user(ALICE).privileges(Privilege.SE_SECURITY.mask()).build();
    AccessRequest request = request(subject, READ, rule(ALLOW_READ, null, BROKEN, null));
    AccessDecision decision = AccessCheck.check(request);

    assertThat(decision.allowed()).isTrue();
    assertThat(decision.stagingMismatch()).isTrue();
    assertThat(decision.diagnostics()).containsExactly(new PolicyDiagnostic.StagingMismatch(
        READ, READ | AccessMask.ACCESS_SYSTEM_SECURITY, 0, true));

    ObjectTypeList root = ObjectTypeList.of(List.of(new ObjectTypeList.Node(0, new Guid(1, 1))));
    assertThat(AccessCheck.check(request.withObjectTypes(root, ResultMode.SCALAR)).diagnostics())
        .containsExactly(new PolicyDiagnostic.StagingMismatch(
            READ, READ | AccessMask.ACCESS_SYSTEM_SECURITY, AccessMask.ACCESS_SYSTEM_SECURITY, true));
  }

  @Test
  void a_sacl_that_cannot_be_read_is_left_out_and_reported() {
    AccessDecision decision = check(rule(ALLOW_READ, BROKEN, null, BROKEN));

    assertThat(decision.allowed()).isTrue();
    assertThat(decision.audits()).isEmpty();
    assertThat(decision.stagingMismatch()).isFalse();
    assertThat(decision.diagnostics()).containsExactly(
        new PolicyDiagnostic.SaclError(PolicyDiagnostic.Phase.EFFECTIVE, POLICY, 0, BROKEN.defect()),
        new PolicyDiagnostic.SaclError(PolicyDiagnostic.Phase.STAGED, POLICY, 0, BROKEN.defect()));
    assertThat(BROKEN.defect()).contains("offset 2");
  }

  @Test
  void a_policy_acl_is_an_acl_or_says_why_it_is_none() {
    assertThat(ALLOW_READ.acl()).isEqualTo(Acl.of(Ace.allow(READ, ALICE)));
    assertThat(ALLOW_READ.defect()).isEmpty();
    assertThat(BROKEN.acl()).isNull();
    assertThat(BROKEN.defect()).isNotEmpty();
  }

  @Test
  void the_sacl_of_a_rule_audits_and_is_named_in_the_event() {
    BasicAce audit = new BasicAce(AceType.SYSTEM_AUDIT, AceFlags.SUCCESSFUL_ACCESS, READ, ALICE);
    AccessDecision decision = check(rule(ALLOW_READ, PolicyAcl.of(Acl.of(audit)), null, null));

    assertThat(decision.audits()).containsExactly(
        new AuditEvent(new AuditEvent.Trigger.SaclAce(POLICY, 0, audit), true, READ, READ));
  }

  @Test
  void a_staged_sacl_that_reports_the_same_is_no_mismatch() {
    BasicAce audit = new BasicAce(AceType.SYSTEM_AUDIT, AceFlags.SUCCESSFUL_ACCESS, READ, ALICE);
    BasicAce other = new BasicAce(AceType.SYSTEM_AUDIT, AceFlags.SUCCESSFUL_ACCESS, READ, WellKnown.SYSTEM);
    PolicyAcl effective = PolicyAcl.of(Acl.of(audit));

    assertThat(check(rule(ALLOW_READ, effective, null, PolicyAcl.of(Acl.of(other, audit)))).stagingMismatch()).isFalse();
    assertThat(check(rule(ALLOW_READ, effective, null, ALLOW_NOTHING)).stagingMismatch()).isTrue();
  }

  private static AccessDecision check(PolicyRule rule) {
    return AccessCheck.check(request(Subject.builder().user(ALICE).build(), READ, rule));
  }

  private static AccessRequest request(Subject subject, int desired, PolicyRule rule) {
    SecurityDescriptor object = SecurityDescriptor.builder()
        .owner(WellKnown.SYSTEM)
        .dacl(Acl.of(Ace.allow(READ, ALICE)))
        .sacl(Acl.of(new BasicAce(AceType.SYSTEM_SCOPED_POLICY_ID, 0, 0, POLICY)))
        .build();
    CentralPolicy policy = new CentralPolicy(List.of(rule));
    return AccessRequest.of(subject, PreparedDescriptor.of(object), desired, GenericMapping.FILE)
        .withPolicies(sid -> sid.equals(POLICY) ? policy : null);
  }

  private static PolicyRule rule(PolicyAcl dacl, PolicyAcl sacl, PolicyAcl stagedDacl, PolicyAcl stagedSacl) {
    return new PolicyRule(null, dacl, sacl, stagedDacl, stagedSacl);
  }
}
