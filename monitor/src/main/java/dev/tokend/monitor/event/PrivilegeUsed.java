package dev.tokend.monitor.event;

import org.jspecify.annotations.Nullable;

/**
 * A privilege took part in a decision, or was asked for by privilege_check, and the subject's audit policy wants a
 * record of it.
 *
 * @param subject who was judged
 * @param object what the access check was about, or null for a privilege_check
 * @param privilegeBit bit number of the privilege, 0 to 63, defined or not
 * @param requested the requested bits that it contributed; 0 for a privilege_check
 * @param surviving those of them that are in the result; 0 for a privilege_check
 * @param success whether it helped, or is held
 */
public record PrivilegeUsed(
    EventSubject subject, @Nullable EventObject object, int privilegeBit, int requested, int surviving, boolean success)
    implements MonitorEvent {
  @Override
  public String name() {
    return "privilege-use";
  }
}
