/**
 * Security descriptors, access control lists and their entries: reading, writing, and making the descriptor of a new
 * object.
 *
 * <p>KACS v0.22 chapters 3, 5 and 11, [MS-DTYP] 2.4.4 to 2.4.6; security-descriptors §2 to §9.
 */
@NullMarked
package dev.tokend.kacs.sd;

import org.jspecify.annotations.NullMarked;
