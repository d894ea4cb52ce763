package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.ConditionText;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The steps of whole checks, one by one. */
class TraceStepsTest {
  private static final String ALICE = "S-1-5-21-1-2-3-1001";
  private static final Sid POLICY = Sid.of("S-1-17-1");
  private static final int READ = 0x1;
  private static final int WRITE = 0x2;
  private static final int ALL = TraceEvent.ALL_NODES;
  private static final TraceEvent NO_SYSTEM_SECURITY = new TraceEvent.BitsDecided(
      Stage.PRIVILEGES, ALL, AccessMask.ACCESS_SYSTEM_SECURITY, false, new Cause.NeedsPrivilege(Privilege.SE_SECURITY));

  @Test
  void every_ace_has_its_step_and_every_skipped_one_its_reason() throws Exception {
    assertThat(steps(request("""
        D:(A;IO;0x1;;;%1$s)(A;;0x4;;;%1$s)(A;;0x1;;;WD)(XA;;0x1;;;%1$s;(Exists @User.none))(A;;0x3;;;%1$s)\
        (D;;0x1;;;%1$s)(D;;0x4;;;%1$s)(AU;SA;0x1;;;%1$s)""", READ))).containsExactly(
            entered(Stage.REQUEST),
            new TraceEvent.RequestMapped(READ, false, 1),
            entered(Stage.PRIVILEGES),
            NO_SYSTEM_SECURITY,
            entered(Stage.DACL),
            skipped(View.NORMAL, 0, SkipReason.INHERIT_ONLY),
            skipped(View.NORMAL, 1, SkipReason.NOT_REQUESTED),
            skipped(View.NORMAL, 2, SkipReason.OTHER_SID),
            new TraceEvent.ConditionEvaluated(View.NORMAL, 3, Truth.FALSE),
            skipped(View.NORMAL, 3, SkipReason.CONDITION),
            new TraceEvent.BitsDecided(Stage.DACL, 0, READ, true, new Cause.ByAce(4)),
            skipped(View.NORMAL, 5, SkipReason.ALREADY_DECIDED),
            skipped(View.NORMAL, 6, SkipReason.NOT_REQUESTED),
            skipped(View.NORMAL, 7, SkipReason.TYPE_NOT_EVALUATED),
            entered(Stage.PRIVILEGE_USE),
            entered(Stage.AUDIT),
            new TraceEvent.Concluded(true, NodeMasks.of(READ)));
  }

  @Test
  void labels_and_privileges_come_before_the_dacl_and_take_ownership_after_it() throws Exception {
    int everything = GenericMapping.FILE.all() | AccessMask.ACCESS_SYSTEM_SECURITY;
    AccessRequest request = request(
        "D:S:(ML;;NW;;;HI)(TL;;%2$s;;;S-1-19-512-4096)", AccessMask.WRITE_OWNER | READ);
    Subject subject = request.subject().toBuilder()
        .privileges(Privilege.SE_SECURITY.mask() | Privilege.SE_TAKE_OWNERSHIP.mask() | Privilege.SE_RELABEL.mask())
        .build();
    // Of 0x1F01FF, without the rights of reading and executing, and without WRITE_OWNER, which SeRelabel lifts.
    int noWriteUp = 0x0017_0156;
    int trusted = AccessMask.WRITE_OWNER | READ;

    List<TraceEvent> steps = steps(request.withSubject(subject));

    assertThat(steps).startsWith(
        entered(Stage.REQUEST),
        new TraceEvent.RequestMapped(AccessMask.WRITE_OWNER | READ, false, 1),
        entered(Stage.PRIVILEGES),
        new TraceEvent.BitsDecided(
            Stage.PRIVILEGES, ALL, AccessMask.ACCESS_SYSTEM_SECURITY, true, new Cause.ByPrivilege(Privilege.SE_SECURITY)),
        entered(Stage.MANDATORY_INTEGRITY),
        new TraceEvent.LabelLifted(AccessMask.WRITE_OWNER, Privilege.SE_RELABEL));
    assertThat(steps.subList(6, steps.size())).containsExactly(
        new TraceEvent.BitsDecided(
            Stage.MANDATORY_INTEGRITY, ALL, noWriteUp, false, new Cause.ByMandatoryLabel(12288, 2, true)),
        entered(Stage.PROCESS_TRUST),
        new TraceEvent.BitsDecided(
            Stage.PROCESS_TRUST, ALL, everything & ~noWriteUp & ~AccessMask.ACCESS_SYSTEM_SECURITY & ~trusted, false,
            new Cause.ByTrustLabel(new PipLabel(512, 4096))),
        new TraceEvent.BitsRemoved(
            Stage.PROCESS_TRUST, ALL, AccessMask.ACCESS_SYSTEM_SECURITY, new Cause.ByTrustLabel(new PipLabel(512, 4096))),
        entered(Stage.DACL),
        entered(Stage.TAKE_OWNERSHIP),
        new TraceEvent.BitsDecided(
            Stage.TAKE_OWNERSHIP, ALL, AccessMask.WRITE_OWNER, true, new Cause.ByPrivilege(Privilege.SE_TAKE_OWNERSHIP)),
        entered(Stage.PRIVILEGE_USE),
        entered(Stage.AUDIT),
        new TraceEvent.Concluded(false, NodeMasks.of(AccessMask.WRITE_OWNER)));
  }

  @Test
  void a_second_reading_reports_only_what_it_takes_away() throws Exception {
    AccessRequest request = request("D:(A;;0x3;;;%1$s)(A;;0x1;;;RC)", READ | WRITE);
    List<SidAndAttributes> restricting = List.of(new SidAndAttributes(Sid.of("S-1-5-12"), 7));
    Subject both = request.subject().toBuilder()
        .restrictedSids(restricting).confinementSid(Sid.of("S-1-5-12")).build();

    List<TraceEvent> steps = steps(request.withSubject(both));
    assertThat(steps.subList(steps.indexOf(entered(Stage.RESTRICTED)), steps.size())).containsExactly(
        entered(Stage.RESTRICTED),
        skipped(View.RESTRICTED, 0, SkipReason.OTHER_SID),
        new TraceEvent.BitsDecided(Stage.RESTRICTED, 0, READ, true, new Cause.ByAce(1)),
        new TraceEvent.BitsRemoved(Stage.RESTRICTED, 0, WRITE, new Cause.NotGrantedTo(View.RESTRICTED)),
        entered(Stage.CONFINEMENT),
        skipped(View.CONFINEMENT, 0, SkipReason.OTHER_SID),
        new TraceEvent.BitsDecided(Stage.CONFINEMENT, 0, READ, true, new Cause.ByAce(1)),
        entered(Stage.PRIVILEGE_USE),
        entered(Stage.AUDIT),
        new TraceEvent.Concluded(false, NodeMasks.of(READ)));
  }

  @Test
  void a_node_of_a_tree_has_its_own_steps() throws Exception {
    Guid root = new Guid(1, 0);
    Guid child = new Guid(2, 0);
    AccessRequest request = request(
        "D:(OA;;0x1;%3$s;;%1$s)(OA;;0x1;%4$s;;%1$s)(A;;0x1;;;%1$s)", READ, child.toString(), new Guid(3, 0).toString())
            .withObjectTypes(
                ObjectTypeList.of(List.of(new ObjectTypeList.Node(0, root), new ObjectTypeList.Node(1, child))),
                ResultMode.PER_NODE);
    Subject both = request.subject().toBuilder()
        .restrictedSids(List.of(new SidAndAttributes(Sid.of(ALICE), 7))).confinementSid(Sid.of(ALICE)).build();

    List<TraceEvent> steps = steps(request.withSubject(both));

    assertThat(steps.subList(4, steps.size())).containsExactly(
        entered(Stage.DACL),
        new TraceEvent.BitsDecided(Stage.DACL, 1, READ, true, new Cause.ByAce(0)),
        new TraceEvent.BitsDecided(Stage.DACL, 0, READ, true, new Cause.ByAceBelow(0)),
        skipped(View.NORMAL, 1, SkipReason.ALREADY_DECIDED),
        skipped(View.NORMAL, 2, SkipReason.ALREADY_DECIDED),
        entered(Stage.RESTRICTED),
        new TraceEvent.BitsDecided(Stage.RESTRICTED, 1, READ, true, new Cause.ByAce(0)),
        new TraceEvent.BitsDecided(Stage.RESTRICTED, 0, READ, true, new Cause.ByAceBelow(0)),
        skipped(View.RESTRICTED, 1, SkipReason.ALREADY_DECIDED),
        skipped(View.RESTRICTED, 2, SkipReason.ALREADY_DECIDED),
        entered(Stage.CONFINEMENT),
        new TraceEvent.BitsDecided(Stage.CONFINEMENT, 1, READ, true, new Cause.ByAce(0)),
        new TraceEvent.BitsDecided(Stage.CONFINEMENT, 0, READ, true, new Cause.ByAceBelow(0)),
        skipped(View.CONFINEMENT, 1, SkipReason.ALREADY_DECIDED),
        skipped(View.CONFINEMENT, 2, SkipReason.ALREADY_DECIDED),
        entered(Stage.PRIVILEGE_USE),
        entered(Stage.AUDIT),
        new TraceEvent.Concluded(true, NodeMasks.of(new int[] {READ, READ})));
  }

  @Test
  void an_ace_for_a_part_that_was_not_asked_about_is_skipped() throws Exception {
    Guid root = new Guid(1, 0);
    AccessRequest request = request("D:(OA;;0x1;%3$s;;%1$s)", READ, new Guid(3, 0).toString())
        .withObjectTypes(ObjectTypeList.of(List.of(new ObjectTypeList.Node(0, root))), ResultMode.SCALAR);
    assertThat(steps(request)).contains(skipped(View.NORMAL, 0, SkipReason.OBJECT_TYPE_NOT_ASKED));
  }

  @Test
  void a_policy_tells_which_rules_it_skipped_and_what_the_others_took() throws Exception {
    PolicyRule never = PolicyRule.of(Sddl.parseAcl("D:", AclSection.DACL)).withAppliesTo(ConditionProgram.forPolicy(
        ConditionText.parse("(Device_Member_of {SID(WD)})").encode()));
    PolicyRule strict = PolicyRule.of(Sddl.parseAcl("D:(A;;0x1;;;" + ALICE + ")", AclSection.DACL));
    AccessRequest request = request("D:(A;;0x3;;;%1$s)S:(SP;;;;;S-1-17-1)", READ | WRITE)
        .withPolicies(Map.of(POLICY, new CentralPolicy(List.of(never, strict)))::get);

    List<TraceEvent> steps = steps(request);

    assertThat(steps.subList(steps.indexOf(entered(Stage.CENTRAL_POLICY)), steps.size())).containsExactly(
        entered(Stage.CENTRAL_POLICY),
        new TraceEvent.RuleSkipped(POLICY, 0, Truth.UNKNOWN),
        new TraceEvent.RuleEntered(POLICY, 1, false),
        entered(Stage.PRIVILEGES),
        NO_SYSTEM_SECURITY,
        entered(Stage.DACL),
        new TraceEvent.BitsDecided(Stage.DACL, 0, READ, true, new Cause.ByAce(0)),
        new TraceEvent.RuleLeft(POLICY, 1),
        new TraceEvent.BitsRemoved(Stage.CENTRAL_POLICY, 0, WRITE, new Cause.ByPolicyRule(POLICY, 1)),
        entered(Stage.PRIVILEGE_USE),
        entered(Stage.AUDIT),
        new TraceEvent.Concluded(false, NodeMasks.of(READ)));
  }

  @Test
  void a_refused_request_ends_at_the_gate() {
    AccessRequest request =
        AccessRequest.of(Subject.builder().user(Sid.of(ALICE)).build(), null, READ, GenericMapping.FILE);
    assertThat(steps(request))
        .containsExactly(entered(Stage.REQUEST), new TraceEvent.Refused(Refusal.NO_DESCRIPTOR));
  }

  private static TraceEvent entered(Stage stage) {
    return new TraceEvent.StageEntered(stage);
  }

  private static TraceEvent skipped(View view, int ace, SkipReason reason) {
    return new TraceEvent.AceSkipped(view, ace, reason);
  }

  private static List<TraceEvent> steps(AccessRequest request) {
    RecordingTrace trace = new RecordingTrace();
    AccessCheck.check(request, trace);
    return trace.events();
  }

  /** Of Alice, on an object of the system; the descriptor may name her, the mask asked for, and what follows. */
  private static AccessRequest request(String sddl, int desired, String... more) throws MalformedException {
    String first = more.length > 0 ? more[0] : "";
    String second = more.length > 1 ? more[1] : "";
    String text = "O:SY" + String.format(sddl, ALICE, "0x" + Integer.toHexString(desired), first, second);
    return AccessRequest.of(
        Subject.builder().user(Sid.of(ALICE)).build(),
        PreparedDescriptor.of(Sddl.parse(text)), desired, GenericMapping.FILE);
  }
}
