package dev.tokend.authority.audit;

import org.jspecify.annotations.Nullable;

/**
 * How writing the trail goes.
 *
 * @param place {@code journal}, a path, or {@code off}
 * @param trouble why the last line could not be written, or null
 * @param lost how many lines were lost in all: not written, or too many at once
 */
public record Writing(String place, @Nullable String trouble, long lost) {}
