/**
 * Every system call of the product, and nothing else.
 *
 * <p>One downcall shape, libc's {@code syscall} with six integer arguments, carries nearly all of them ({@link
 * dev.tokend.linux.call}); small typed methods stand on top, one file for each concern. A call that fails throws
 * {@link dev.tokend.linux.ErrnoException}; the calls of the event loop return the negative error number instead, so
 * that they allocate nothing. A descriptor with an owner is an {@link dev.tokend.linux.Fd}; methods that only use one
 * take its number. Every descriptor made here is close-on-exec.
 *
 * <p>Layouts and numbers are those of Linux on x86-64. Other architectures are refused when the first call is made.
 */
@NullMarked
package dev.tokend.linux;

import org.jspecify.annotations.NullMarked;
