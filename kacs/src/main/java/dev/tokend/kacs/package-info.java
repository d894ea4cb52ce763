/**
 * The vocabulary of Windows-style access control and the access check over it, pure and without dependencies.
 *
 * <p>Everything here is a value or a function of values: no I/O, no clock, no threads. Layouts and rules are those of
 * KACS v0.22 (PSD-004) and [MS-DTYP].
 */
@NullMarked
package dev.tokend.kacs;

import org.jspecify.annotations.NullMarked;
