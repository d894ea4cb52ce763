package dev.tokend.cli.explain;

import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.Explanation;
import dev.tokend.kacs.access.RecordingTrace;
import dev.tokend.kacs.access.Remedies;
import dev.tokend.kacs.access.Remedy;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.token.Privileges;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check with everything that there is to say about it.
 *
 * @param request what was asked
 * @param object the object's descriptor
 * @param type what kind of object it is
 * @param decision the answer
 * @param events every step of the check
 * @param privileges those of the token with their states; null where only the enabled ones are known
 * @param explanation what became of every right, and why
 */
public record CheckReport(
    AccessRequest request,
    SecurityDescriptor object,
    ObjectType type,
    AccessDecision decision,
    List<TraceEvent> events,
    @Nullable Privileges privileges,
    Explanation explanation) {

  /** Makes the check. */
  public static CheckReport of(
      AccessRequest request, SecurityDescriptor object, ObjectType type, @Nullable Privileges privileges) {
    RecordingTrace trace = new RecordingTrace();
    AccessDecision decision = AccessCheck.check(request, trace);
    List<TraceEvent> events = List.copyOf(trace.events());
    return new CheckReport(request, object, type, decision, events, privileges, Explanation.of(events));
  }

  /** What change of the token would lift a refusal: more checks, so ask once. */
  public List<Remedy> remedies() {
    return Remedies.of(request);
  }

  /** What change of the object would lift a refusal: more checks, so ask once. */
  public List<ObjectRemedy> objectRemedies() {
    int missing = decision.want() & ~decision.granted();
    return missing == 0 ? List.of() : ObjectRemedies.of(request, object, missing);
  }

  /** Who asks. */
  public Subject subject() {
    return request.subject();
  }

  /** The rights asked for that are not granted; all of them after an error. */
  public int missing() {
    return request.want() & ~decision.granted();
  }

  /** The claims of the object itself. */
  List<Claim> resourceAttributes() {
    Acl sacl = object.sacl();
    List<Claim> claims = new ArrayList<>();
    for (Ace ace : sacl == null ? List.<Ace>of() : sacl.aces()) {
      if (ace instanceof ResourceAttributeAce attribute && !attribute.isInheritOnly()) {
        claims.add(attribute.claim());
      }
    }
    return claims;
  }
}
