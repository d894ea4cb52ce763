/**
 * The authority: the one process that holds every token and decides every access, as a kernel would.
 *
 * <p>A request comes in through {@link dev.tokend.authority.connection}, its sender becomes a caller in
 * {@link dev.tokend.authority.process}, {@link dev.tokend.authority.serve} hands it to the monitor, and the answer goes
 * back the way it came. One thread, {@link dev.tokend.authority.loop}, does it all.
 */
@NullMarked
package dev.tokend.authority;

import org.jspecify.annotations.NullMarked;
