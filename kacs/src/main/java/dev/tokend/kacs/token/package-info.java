/**
 * The byte forms of tokens: what a query answers, and the specifications that tokens and logon sessions are made from.
 *
 * <p>KACS v0.22 chapters 4 and 13; formats §8 to §10.
 */
@NullMarked
package dev.tokend.kacs.token;

import org.jspecify.annotations.NullMarked;
