/** Operations that open tokens: one's own, those of processes and threads, and those captured on sockets (tokens §9, §22). */
@NullMarked
package dev.tokend.monitor.operation.open;

import org.jspecify.annotations.NullMarked;
