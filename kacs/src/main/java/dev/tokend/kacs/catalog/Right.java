package dev.tokend.kacs.catalog;

import org.jspecify.annotations.Nullable;

/**
 * One access right.
 *
 * @param mask its bit, or the bits of a composite
 * @param name the constant's name, such as TOKEN_QUERY
 * @param sddl the SDDL code, if it has one
 * @param description what it allows, in one sentence without a full stop
 * @param composite whether it only stands for other rights
 */
public record Right(int mask, String name, @Nullable String sddl, String description, boolean composite) {}
