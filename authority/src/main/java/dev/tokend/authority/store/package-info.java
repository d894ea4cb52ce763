/**
 * What outlives the authority: sessions, pins, bound processes and the tokens that they hold, in an append-only file
 * that is written before an answer is sent (docs/durability.md).
 */
@NullMarked
package dev.tokend.authority.store;

import org.jspecify.annotations.NullMarked;
