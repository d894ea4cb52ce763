package dev.tokend.cli.batch;

import dev.tokend.kacs.access.AccessError;
import dev.tokend.kacs.access.AccessRequest;
import org.jspecify.annotations.Nullable;

/**
 * A line as it was understood. One of request, error and fault is there.
 *
 * @param id the line's own name for itself; null where it has none, or could not be read so far
 * @param request what it asks
 * @param error the answer to a request that cannot be made: its descriptor or its local claims are malformed
 * @param fault why the line is no request at all
 * @param detail what is wrong with descriptor or claims; null where nothing is
 */
record CheckLine(
    @Nullable String id,
    @Nullable AccessRequest request,
    @Nullable AccessError error,
    @Nullable String fault,
    @Nullable String detail) {}
