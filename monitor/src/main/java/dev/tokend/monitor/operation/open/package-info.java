/** Operations that open tokens: one's own, those of processes and threads, those of peers (tokens §9 and §22). */
@NullMarked
package dev.tokend.monitor.operation.open;

import org.jspecify.annotations.NullMarked;
