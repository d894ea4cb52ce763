/**
 * The audit trail: what happened, by whom, as one bounded JSON line each (docs/audit.md). The loop makes the lines and
 * keeps the last ones at hand; a thread of its own writes them, so that no disk and no journal is waited for.
 */
@NullMarked
package dev.tokend.authority.audit;

import org.jspecify.annotations.NullMarked;
