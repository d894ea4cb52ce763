package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/**
 * A check is to be audited: what the check knows of an access-audit event, KACS v0.22 §13.8. Subject, object and
 * process are the caller's to add.
 *
 * @param trigger what asked for the event
 * @param success whether the request was allowed
 * @param requested the rights asked for, after mapping
 * @param granted the rights granted at the root
 */
public record AuditEvent(Trigger trigger, boolean success, int requested, int granted) {
  /** What asked for an event. */
  public sealed interface Trigger {
    /** The subject's audit policy. */
    record SubjectPolicy() implements Trigger {}

    /**
     * An audit ACE.
     *
     * @param policy the central policy whose rule has the SACL; null for the object's own SACL
     * @param index the ACE's index in that SACL
     * @param ace the ACE
     */
    record SaclAce(@Nullable Sid policy, int index, Ace ace) implements Trigger {}
  }
}
