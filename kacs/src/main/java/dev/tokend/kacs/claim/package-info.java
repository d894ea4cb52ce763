/**
 * Claims: named, typed attributes of users, devices and resources.
 *
 * <p>KACS v0.22 §3.9, [MS-DTYP] 2.4.10.1; formats §6.
 */
@NullMarked
package dev.tokend.kacs.claim;

import org.jspecify.annotations.NullMarked;
