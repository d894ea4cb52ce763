package dev.tokend.monitor.port;

import dev.tokend.monitor.event.MonitorEvent;

/**
 * Where audit events go (tokens §21).
 *
 * <p>Called in the middle of an operation, with the monitor's state not yet settled: an implementation queues or writes
 * the event, and neither throws nor calls the monitor.
 */
@FunctionalInterface
public interface AuditSink {
  /** Takes one event; events arrive in the order in which they happened. */
  void emit(MonitorEvent event);
}
