/** The processes that the authority knows, each held by a pidfd, and the tokens that follow from their credentials. */
@NullMarked
package dev.tokend.authority.process;

import org.jspecify.annotations.NullMarked;
