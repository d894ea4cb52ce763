/**
 * The client of the authority: finds its socket, starts it where that is allowed, and asks.
 *
 * <p>A request that passes no descriptor goes over a plain JDK channel, with no native call; the others over
 * {@link dev.tokend.linux}.
 */
@NullMarked
package dev.tokend.surface.client;

import org.jspecify.annotations.NullMarked;
