/**
 * Programs that call the KACS interface itself: their system calls wait, are turned into the requests that clients send,
 * and are answered with what the requests' answers say.
 *
 * <p>Whatever may make its doer wait is done on a thread of the programs' own: receiving a call, looking at the caller's
 * memory, taking and giving descriptors. The loop decides, as for any client.
 */
@NullMarked
package dev.tokend.authority.syscall;

import org.jspecify.annotations.NullMarked;
