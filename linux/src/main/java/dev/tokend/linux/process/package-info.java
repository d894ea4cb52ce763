/** Processes: pidfds, what a process may say of and do to itself, replacing it by another program, and starting one. */
@NullMarked
package dev.tokend.linux.process;

import org.jspecify.annotations.NullMarked;
