package dev.tokend.monitor.event;

/** Something that the audit trail must know (tokens §21). */
public sealed interface MonitorEvent
    permits TokenCreated,
        TokenAdjusted,
        TokensLinked,
        PrimaryReplaced,
        Impersonated,
        Reverted,
        SessionCreated,
        SessionDestroyed,
        SessionInvalidated,
        AccessAudited,
        PrivilegeUsed {
  /** The name that the event carries in the trail. */
  String name();
}
