/**
 * System calls of one process that another one answers: seccomp_unotify(2), and access to the memory and the
 * descriptors of the process that waits.
 */
@NullMarked
package dev.tokend.linux.seccomp;

import org.jspecify.annotations.NullMarked;
