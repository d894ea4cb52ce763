package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Guid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Stage 12: the audit and alarm ACEs of the object's SACL and of those that policies add (access-check §12). It looks
 * at the result and never changes it.
 *
 * <p>ACEs match as on the deny side of the DACL: deny-only groups count, disabled ones do not.
 */
final class AuditWalk {
  private final AccessRequest request;
  private final int granted;
  private final boolean allowed;
  private final List<AuditEvent> events = new ArrayList<>();
  private int continuous;

  /**
   * What a walk found.
   *
   * @param events one for each audit ACE that reports
   * @param continuous the union of the alarm ACEs' masks, after mapping
   */
  record Report(List<AuditEvent> events, int continuous) {
    /** No SACL, nothing found. */
    static final Report NOTHING = new Report(List.of(), 0);

    /** Whether the same ACEs report in the same order, wherever they stand, and the same rights stay watched. */
    boolean sameAs(Report other) {
      return continuous == other.continuous && aces().equals(other.aces());
    }

    private List<Ace> aces() {
      List<Ace> aces = new ArrayList<>();
      for (AuditEvent event : events) {
        if (event.trigger() instanceof AuditEvent.Trigger.SaclAce by) {
          aces.add(by.ace());
        }
      }
      return aces;
    }
  }

  private AuditWalk(AccessRequest request, int granted) {
    this.request = request;
    this.granted = granted;
    allowed = (request.want() & ~granted) == 0;
  }

  /**
   * Walks the object's SACL, then the others.
   *
   * @param granted the rights granted at the root
   * @param policySacls the SACLs that central policies add
   */
  static Report run(AccessRequest request, int granted, List<PolicySacl> policySacls) {
    PreparedAcl sacl = request.object().sacl();
    if ((sacl == null || !sacl.reports()) && policySacls.isEmpty()) {
      return Report.NOTHING;
    }
    AuditWalk walk = new AuditWalk(request, granted);
    if (sacl != null) {
      walk.walk(new PolicySacl(null, sacl));
    }
    for (PolicySacl other : policySacls) {
      walk.walk(other);
    }
    return new Report(walk.events, walk.continuous);
  }

  private void walk(PolicySacl source) {
    PreparedAcl sacl = source.acl();
    for (int ace = 0; ace < sacl.size(); ace++) {
      int kind = sacl.kind(ace);
      if ((kind & AceKind.ALARM) != 0 && matches(sacl, ace)) {
        // No overlap with the request is needed: what counts is how the handle is used later.
        continuous |= request.mapping().map(sacl.mask(ace));
      } else if ((kind & AceKind.AUDIT) != 0 && asksFor(kind)
          && (request.mapping().map(sacl.mask(ace)) & request.want()) != 0 && matches(sacl, ace)) {
        events.add(new AuditEvent(
            new AuditEvent.Trigger.SaclAce(source.policy(), ace, sacl.acl().aces().get(ace)),
            allowed, request.want(), granted));
      }
    }
  }

  private boolean asksFor(int kind) {
    return (kind & (allowed ? AceKind.ON_SUCCESS : AceKind.ON_FAILURE)) != 0;
  }

  private boolean matches(PreparedAcl sacl, int ace) {
    return (sacl.kind(ace) & AceKind.INHERIT_ONLY) == 0
        && AceFilter.matches(request, View.NORMAL, sacl, ace, false)
        && isAskedAbout(sacl.objectType(ace))
        && ConditionGate.reports(request, sacl, ace);
  }

  private boolean isAskedAbout(@Nullable Guid type) {
    ObjectTypeList types = request.objectTypes();
    return types == null || type == null || types.indexOf(type) >= 0;
  }
}
