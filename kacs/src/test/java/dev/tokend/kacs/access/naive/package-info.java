/**
 * A second, deliberately naive implementation of the access check, written from the text of the specification alone,
 * and a generator of random cases for the two to agree on.
 *
 * <p>SIDs and GUIDs are strings, sets are sets, and every step is one line of the specification; nothing here uses the
 * engine.
 */
@NullMarked
package dev.tokend.kacs.access.naive;

import org.jspecify.annotations.NullMarked;
