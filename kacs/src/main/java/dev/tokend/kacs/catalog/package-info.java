/**
 * What the field's numbers are called and mean: privileges, query classes, rights, levels, flags, error numbers and
 * well-known SIDs.
 *
 * <p>Most of this package is generated at build time from the tables in {@code src/main/resources}; the tables are the
 * place to change.
 */
@NullMarked
package dev.tokend.kacs.catalog;

import org.jspecify.annotations.NullMarked;
