/**
 * What the monitor knows: tokens, logon sessions, processes, handles, and who holds a reference to what (tokens §1 to
 * §6).
 *
 * <p>Everything here is read freely and changed only through {@link dev.tokend.monitor.state.MonitorState}, which the
 * monitor hands to its operations and to nobody else. One thread uses a monitor at a time; that thread is what
 * linearises every decision, so nothing here is locked.
 */
@NullMarked
package dev.tokend.monitor.state;

import org.jspecify.annotations.NullMarked;
