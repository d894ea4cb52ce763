/**
 * The way into libc and the kernel: one downcall shape, the table of system call numbers, and the memory that calls
 * pass their small arguments in. Used by {@code dev.tokend.linux} and its packages only.
 */
@NullMarked
package dev.tokend.linux.call;

import org.jspecify.annotations.NullMarked;
