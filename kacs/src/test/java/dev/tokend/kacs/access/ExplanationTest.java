package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.LabelPolicy;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The one cause of a denial, and what would lift it. */
class ExplanationTest {
  private static final Sid ALICE = Sid.of("S-1-5-21-1-2-3-1001");
  private static final Sid TEAM = Sid.of("S-1-5-21-1-2-3-2001");
  private static final Sid PACKAGE = Sid.of("S-1-15-2-101");
  private static final int READ = 0x1;
  private static final int WRITE = 0x2;

  @Test
  void a_deny_ace_is_named_by_its_index() {
    AccessRequest request = alice(allow(WRITE, TEAM), Ace.deny(READ, ALICE), allow(READ, ALICE));

    assertThat(denial(request)).isEqualTo(
        new BitVerdict(READ, false, Stage.DACL, new Cause.ByAce(1), null));
    assertThat(Remedies.of(request)).containsExactly(
        new Remedy.EnablePrivilege(Privilege.SE_BACKUP, PrivilegeIntent.BACKUP));
  }

  @Test
  void a_right_that_no_ace_grants_has_nothing_to_blame() {
    assertThat(denial(alice(allow(WRITE, ALICE)))).isEqualTo(
        new BitVerdict(READ, false, Stage.DACL, new Cause.NothingGrants(), null));
  }

  @Test
  void the_mandatory_label_is_named_with_its_level() {
    SecurityDescriptor sd = object(Acl.of(Ace.label(LabelPolicy.NO_READ_UP, 12288)), allow(READ, ALICE));
    AccessRequest request =
        AccessRequest.of(aliceToken().build(), PreparedDescriptor.of(sd), READ, GenericMapping.FILE);

    assertThat(denial(request).cause()).isEqualTo(new Cause.ByMandatoryLabel(12288, LabelPolicy.NO_READ_UP, true));
    assertThat(Remedies.of(request)).containsExactly(
        new Remedy.EnablePrivilege(Privilege.SE_BACKUP, PrivilegeIntent.BACKUP), new Remedy.RaiseIntegrity(12288));
  }

  @Test
  void a_trust_label_is_lifted_by_a_trusted_process_alone() {
    Acl sacl = Acl.of(new BasicAce(
        AceType.SYSTEM_PROCESS_TRUST_LABEL, 0, 0, Sid.of("S-1-19-512-4096")));
    AccessRequest request = AccessRequest.of(
        aliceToken().build(), PreparedDescriptor.of(object(sacl, allow(READ, ALICE))), READ, GenericMapping.FILE);
    PipLabel required = new PipLabel(512, 4096);

    assertThat(denial(request).cause()).isEqualTo(new Cause.ByTrustLabel(required));
    assertThat(AccessCheck.check(request).deniedBy()).isEqualTo(DeniedBy.TRUST_LABEL);
    assertThat(Remedies.of(request)).containsExactly(new Remedy.TrustedProcess(required));
  }

  @Test
  void the_restricted_pass_tells_why_it_did_not_grant() {
    AccessRequest request = alice(Ace.deny(READ, WellKnown.RESTRICTED_CODE), allow(READ, ALICE));
    Subject restricted =
        aliceToken().restrictedSids(List.of(new SidAndAttributes(WellKnown.RESTRICTED_CODE, 7))).build();

    BitVerdict denial = denial(request.withSubject(restricted));
    assertThat(denial.stage()).isEqualTo(Stage.RESTRICTED);
    assertThat(denial.because()).isEqualTo(
        new BitVerdict(READ, false, Stage.RESTRICTED, new Cause.ByAce(0), null));
    assertThat(Remedies.of(request.withSubject(restricted))).contains(new Remedy.LiftRestrictions());
  }

  @Test
  void each_second_reading_tells_its_own_reason() {
    Sid restricting = WellKnown.RESTRICTED_CODE;
    AccessRequest request = alice(allow(READ, restricting), allow(READ, ALICE)).withSubject(aliceToken()
        .restrictedSids(List.of(new SidAndAttributes(restricting, 7))).confinementSid(PACKAGE).build());

    assertThat(denial(request)).isEqualTo(new BitVerdict(
        READ, false, Stage.CONFINEMENT, new Cause.NotGrantedTo(View.CONFINEMENT),
        new BitVerdict(READ, false, Stage.CONFINEMENT, new Cause.NothingGrants(), null)));
  }

  @Test
  void the_confinement_is_named_and_can_be_left() {
    AccessRequest request = alice(allow(READ, ALICE)).withSubject(aliceToken().confinementSid(PACKAGE).build());

    assertThat(denial(request).cause()).isEqualTo(new Cause.NotGrantedTo(View.CONFINEMENT));
    assertThat(Remedies.of(request)).containsExactly(new Remedy.LeaveConfinement());
  }

  @Test
  void a_deny_only_group_and_a_deny_only_user_can_be_made_full() {
    Subject filtered = aliceToken().userDenyOnly(true).groups(List.of(new SidAndAttributes(TEAM, 0x10))).build();

    assertThat(Remedies.of(alice(allow(READ, ALICE)).withSubject(filtered))).contains(new Remedy.EnableUser());
    assertThat(Remedies.of(alice(allow(READ, TEAM)).withSubject(filtered))).contains(new Remedy.EnableGroup(TEAM));
  }

  @Test
  void a_group_that_is_allowed_can_be_joined_but_no_account_and_no_kind_of_logon() {
    Sid admins = Sid.of("S-1-5-32-544");
    List<Remedy> remedies = Remedies.of(
        alice(
            allow(READ, Sid.of("S-1-22-1-1002")), allow(READ, WellKnown.INTERACTIVE), allow(READ, WellKnown.SYSTEM),
            allow(READ, Sid.of("S-1-5-21-1-2-3-500")), allow(READ, admins), allow(WRITE, TEAM),
            allow(READ, Sid.of("S-1-22-2-27")), allow(READ, admins)));
    assertThat(remedies)
        .filteredOn(remedy -> remedy instanceof Remedy.JoinGroup)
        .containsExactly(new Remedy.JoinGroup(admins), new Remedy.JoinGroup(Sid.of("S-1-22-2-27")));
  }

  @Test
  void an_identification_token_can_be_raised() {
    Subject identified = aliceToken()
        .tokenType(TokenType.IMPERSONATION).impersonationLevel(ImpersonationLevel.IDENTIFICATION).build();
    AccessRequest request = alice(allow(READ, ALICE)).withSubject(identified);

    assertThat(explain(request).refusal()).isEqualTo(Refusal.IDENTIFICATION_LEVEL);
    assertThat(Remedies.of(request)).containsExactly(new Remedy.RaiseImpersonationLevel());
  }

  @Test
  void a_dead_session_takes_a_new_logon() {
    AccessRequest request = alice(allow(READ, ALICE)).withSubject(aliceToken().sessionDead(true).build());

    assertThat(explain(request).refusal()).isEqualTo(Refusal.SESSION_DEAD);
    assertThat(Remedies.of(request)).containsExactly(new Remedy.LogOnAgain());
  }

  @Test
  void access_system_security_needs_its_privilege() {
    AccessRequest request = alice(allow(READ, ALICE)).withDesired(AccessMask.ACCESS_SYSTEM_SECURITY);

    assertThat(denial(request).cause()).isEqualTo(new Cause.NeedsPrivilege(Privilege.SE_SECURITY));
    assertThat(Remedies.of(request)).contains(new Remedy.EnablePrivilege(Privilege.SE_SECURITY, PrivilegeIntent.NONE));
  }

  @Test
  void a_policy_rule_tells_why_it_did_not_grant() {
    Sid policy = Sid.of("S-1-17-1");
    Acl sacl = Acl.of(new BasicAce(
        AceType.SYSTEM_SCOPED_POLICY_ID, 0, 0, policy));
    CentralPolicy rules = new CentralPolicy(List.of(PolicyRule.of(Acl.of(Ace.deny(READ, ALICE)))));
    AccessRequest request = AccessRequest.of(
            aliceToken().build(), PreparedDescriptor.of(object(sacl, allow(READ, ALICE))), READ, GenericMapping.FILE)
        .withPolicies(sid -> sid.equals(policy) ? rules : null);

    BitVerdict denial = denial(request);
    assertThat(denial.cause()).isEqualTo(new Cause.ByPolicyRule(policy, 0));
    assertThat(denial.because()).isEqualTo(new BitVerdict(READ, false, Stage.DACL, new Cause.ByAce(0), null));
  }

  @Test
  void an_allowed_request_has_no_denial_and_no_remedy() {
    AccessRequest request = alice(allow(READ, ALICE));

    assertThat(explain(request).denial()).isNull();
    assertThat(explain(request).verdicts()).containsExactly(
        new BitVerdict(READ, true, Stage.DACL, new Cause.ByAce(0), null));
    assertThat(Remedies.of(request)).isEmpty();
  }

  @Test
  void the_earliest_stage_is_named_first_whatever_the_order_of_the_bits() {
    Acl sacl = Acl.of(Ace.label(LabelPolicy.NO_WRITE_UP, 12288));
    AccessRequest request = AccessRequest.of(
        aliceToken().build(), PreparedDescriptor.of(object(sacl)), READ | WRITE, GenericMapping.FILE);

    assertThat(explain(request).want()).isEqualTo(READ | WRITE);
    assertThat(explain(request).denials()).extracting(BitVerdict::bit).containsExactly(READ, WRITE);
    assertThat(denial(request)).isEqualTo(new BitVerdict(
        WRITE, false, Stage.MANDATORY_INTEGRITY, new Cause.ByMandatoryLabel(12288, LabelPolicy.NO_WRITE_UP, true), null));
  }

  @Test
  void of_one_stage_the_lowest_bit_is_named_first() {
    AccessRequest request = alice(Ace.deny(READ | WRITE, ALICE)).withDesired(READ | WRITE);
    assertThat(denial(request).bit()).isEqualTo(READ);
  }

  private static BitVerdict denial(AccessRequest request) {
    return explain(request).denial();
  }

  private static Explanation explain(AccessRequest request) {
    RecordingTrace trace = new RecordingTrace();
    AccessCheck.check(request, trace);
    return Explanation.of(trace.events());
  }

  private static SubjectBuilder aliceToken() {
    return Subject.builder().user(ALICE).groups(List.of(new SidAndAttributes(TEAM, 7)));
  }

  private static AccessRequest alice(Ace... dacl) {
    return AccessRequest.of(
        aliceToken().build(), PreparedDescriptor.of(object(null, dacl)), READ, GenericMapping.FILE);
  }

  private static SecurityDescriptor object(Acl sacl, Ace... dacl) {
    return SecurityDescriptor.builder().owner(WellKnown.SYSTEM).sacl(sacl).dacl(Acl.of(dacl)).build();
  }

  private static Ace allow(int mask, Sid sid) {
    return Ace.allow(mask, sid);
  }
}
