/**
 * The Linux credentials of one thread: reading and changing them (credentials(7), capabilities(7)).
 *
 * <p>The kernel keeps credentials for each thread; libc's own functions change all threads of a process. These are the
 * raw calls, and change the calling thread alone. The others keep what they have, until execve(2) ends them: what
 * survives is what the thread has that executes. Use them on a platform thread: the carrier of a virtual one differs
 * from call to call.
 */
@NullMarked
package dev.tokend.linux.credentials;

import org.jspecify.annotations.NullMarked;
