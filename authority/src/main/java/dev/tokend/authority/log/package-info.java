/** The authority's log: one JSON line for each event, bounded, and never in the way of a decision. */
@NullMarked
package dev.tokend.authority.log;

import org.jspecify.annotations.NullMarked;
