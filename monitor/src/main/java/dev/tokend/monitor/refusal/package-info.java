/**
 * How the monitor says no: one checked failure that names the operation, the row of the check table that decided, the
 * errno, and what would have been needed.
 */
@NullMarked
package dev.tokend.monitor.refusal;

import org.jspecify.annotations.NullMarked;
