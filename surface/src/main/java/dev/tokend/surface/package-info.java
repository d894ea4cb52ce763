/**
 * What both sides of the authority's socket share: the words of a request and of its answer.
 *
 * <p>{@link dev.tokend.surface.protocol} has the message format, {@link dev.tokend.surface.client} the Java client.
 * The format is described byte by byte in docs/protocol.md.
 */
@NullMarked
package dev.tokend.surface;

import org.jspecify.annotations.NullMarked;
