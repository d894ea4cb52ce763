/**
 * The message format: frames, operations, requests, replies and failures (docs/protocol.md).
 *
 * <p>All integers are little-endian. Each message is one record with {@code encode} and {@code decode}; decoding is
 * total, any bytes give a value or one {@link dev.tokend.kacs.MalformedException}.
 */
@NullMarked
package dev.tokend.surface.protocol;

import org.jspecify.annotations.NullMarked;
