/** The audit events of tokens §21 as values; how they are written down is the embedder's matter. */
@NullMarked
package dev.tokend.monitor.event;

import org.jspecify.annotations.NullMarked;
