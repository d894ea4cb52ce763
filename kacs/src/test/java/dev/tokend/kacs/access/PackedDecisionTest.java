package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.AuditPolicyFlag;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packed form says who refused, and whether the record form has more to tell. */
class PackedDecisionTest {
  private static final Sid ALICE = Sid.of("S-1-5-21-1-2-3-1001");
  private static final String OWNER = "O:SY";
  private static final int READ = 0x1;
  private static final ObjectTypeList WHOLE =
      ObjectTypeList.of(List.of(new ObjectTypeList.Node(0, new Guid(1, 2))));

  @Test
  void an_allowed_request_was_denied_by_nothing() throws Exception {
    long packed = AccessCheck.granted(request("D:(A;;0x1;;;WD)"));
    assertThat(PackedDecision.allowed(packed)).isFalse();
    packed = AccessCheck.granted(request("D:(A;;0x1;;;S-1-5-21-1-2-3-1001)"));
    assertThat(PackedDecision.allowed(packed)).isTrue();
    assertThat(PackedDecision.deniedBy(packed)).isEqualTo(DeniedBy.NOTHING);
    assertThat(PackedDecision.error(packed)).isNull();
  }

  @Test
  void a_missing_right_was_denied_by_the_access_rules() throws Exception {
    assertDeniedBy(DeniedBy.ACCESS_RULES, request("D:(A;;0x2;;;S-1-5-21-1-2-3-1001)"));
  }

  @Test
  void the_trust_label_is_blamed_only_for_a_right_that_it_withholds() throws Exception {
    String label = "S:(TL;;0x1;;;S-1-19-512-4096)";
    assertDeniedBy(DeniedBy.ACCESS_RULES, request("D:" + label));
    assertDeniedBy(DeniedBy.TRUST_LABEL, request("D:" + label).withDesired(0x2));
  }

  @Test
  void an_error_is_no_denial_by_a_rule() {
    AccessRequest request = AccessRequest.of(subject().build(), null, READ, GenericMapping.FILE);
    assertDeniedBy(DeniedBy.ERROR, request);
    assertThat(PackedDecision.error(AccessCheck.granted(request))).isEqualTo(AccessError.INVALID_PARAMETER);
    assertThat(PackedDecision.hasMore(AccessCheck.granted(request))).isFalse();
  }

  @Test
  void there_is_more_if_the_sacl_or_the_subject_may_report() throws Exception {
    AccessRequest silent = request("D:(A;;0x1;;;S-1-5-21-1-2-3-1001)S:(ML;;NW;;;LW)(RA;;;;;WD;(\"n\",TI,0,1))");
    assertHasMore(false, silent);
    assertHasMore(true, silent.withSubject(
        subject().auditPolicy(AuditPolicyFlag.OBJECT_ACCESS_FAILURE.value()).build()));
    assertHasMore(true, request("D:(A;;0x1;;;WD)S:(AU;FA;0x1;;;S-1-5-21-1-2-3-1001)"));
    assertHasMore(true, request("D:S:(AL;;0x1;;;S-1-5-21-1-2-3-1001)"));
  }

  @Test
  void with_object_types_there_is_more_exactly_if_something_was_reported() throws Exception {
    assertHasMore(false, tree(request("D:(A;;0x1;;;S-1-5-21-1-2-3-1001)S:(AU;FA;0x1;;;S-1-5-21-1-2-3-1001)")));
    assertHasMore(true, tree(request("D:(A;;0x1;;;S-1-5-21-1-2-3-1001)S:(AU;SA;0x1;;;S-1-5-21-1-2-3-1001)")));
    assertHasMore(true, tree(request("D:S:(AL;;0x1;;;S-1-5-21-1-2-3-1001)")));
    assertHasMore(true, tree(request("D:").withSubject(subject()
        .auditPolicy(AuditPolicyFlag.OBJECT_ACCESS_FAILURE.value()).build())));
    AccessRequest security = tree(request("D:")).withDesired(AccessMask.ACCESS_SYSTEM_SECURITY);
    Subject privileged = subject().privileges(Privilege.SE_SECURITY.mask()).build();
    assertHasMore(false, security.withSubject(privileged));
    assertHasMore(true, security.withSubject(privileged.toBuilder()
        .auditPolicy(AuditPolicyFlag.PRIVILEGE_USE_SUCCESS.value()).build()));
  }

  @Test
  void a_policy_on_trial_that_would_decide_otherwise_is_more() throws Exception {
    Acl all = Sddl.parseAcl("D:(A;;0x1;;;S-1-5-21-1-2-3-1001)", AclSection.DACL);
    AccessRequest request = request("D:(A;;0x1;;;S-1-5-21-1-2-3-1001)S:(SP;;;;;S-1-17-1)");
    assertHasMore(false, request.withPolicies(sid -> new CentralPolicy(List.of(PolicyRule.of(all)))));
    assertHasMore(true, request.withPolicies(sid -> new CentralPolicy(List.of(
        PolicyRule.of(all).withStagedDacl(PolicyAcl.of(Acl.EMPTY))))));
  }

  @Test
  void every_privilege_that_takes_part_is_told() throws Exception {
    long two = Privilege.SE_SECURITY.mask() | Privilege.SE_TAKE_OWNERSHIP.mask();
    AccessRequest request = request("D:")
        .withSubject(subject().privileges(two).build())
        .withDesired(AccessMask.ACCESS_SYSTEM_SECURITY | AccessMask.WRITE_OWNER);
    assertThat(PackedDecision.privilegesUsed(AccessCheck.granted(request))).isEqualTo(two);
    assertThat(PackedDecision.privilegesUsed(AccessCheck.granted(tree(request)))).isEqualTo(two);
  }

  @Test
  void bits_beyond_the_layout_name_no_privilege() {
    long all = 0;
    for (Privilege privilege : PrivilegeUseAccounting.ORDER) {
      all |= privilege.mask();
    }
    assertThat(PackedDecision.privilegesUsed(-1L)).isEqualTo(all);
    assertThat(PackedDecision.privilegesUsed(-1L << 43)).isZero();
  }

  private static void assertDeniedBy(DeniedBy expected, AccessRequest request) {
    assertThat(PackedDecision.deniedBy(AccessCheck.granted(request))).isEqualTo(expected);
    assertThat(AccessCheck.check(request).deniedBy()).isEqualTo(expected);
  }

  private static void assertHasMore(boolean expected, AccessRequest request) {
    assertThat(PackedDecision.hasMore(AccessCheck.granted(request))).isEqualTo(expected);
  }

  private static AccessRequest tree(AccessRequest request) {
    return request.withObjectTypes(WHOLE, ResultMode.SCALAR);
  }

  private static AccessRequest request(String sddl) throws MalformedException {
    return AccessRequest.of(
        subject().build(), PreparedDescriptor.of(Sddl.parse(OWNER + sddl)), READ, GenericMapping.FILE);
  }

  private static SubjectBuilder subject() {
    return Subject.builder().user(ALICE);
  }
}
