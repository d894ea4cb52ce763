/** Processes: pidfds. */
@NullMarked
package dev.tokend.linux.process;

import org.jspecify.annotations.NullMarked;
