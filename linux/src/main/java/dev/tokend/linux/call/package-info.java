/**
 * The way into libc and the kernel: one shape of call, by the JVM's linker or by a library, the table of system call numbers, and the memory that calls
 * pass their small arguments in. Used by {@code dev.tokend.linux} and its packages only.
 */
@NullMarked
package dev.tokend.linux.call;

import org.jspecify.annotations.NullMarked;
