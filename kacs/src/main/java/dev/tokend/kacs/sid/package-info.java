/**
 * Security identifiers: the names of users, groups, integrity levels and everything else that access control speaks of.
 *
 * <p>KACS v0.22 §2.1; formats §2 and §3.
 */
@NullMarked
package dev.tokend.kacs.sid;

import org.jspecify.annotations.NullMarked;
