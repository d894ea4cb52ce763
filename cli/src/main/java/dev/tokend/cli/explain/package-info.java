/**
 * Why a check went as it did: what the trace of the engine says, put into words.
 *
 * <p>Nothing here decides anything. {@code CheckReport} runs the check with its trace, {@code Finding} groups the
 * verdicts on single rights, {@code Sentences} says them, {@code Match} says what an entry has to do with the token,
 * and {@code ObjectRemedies} puts changes of the object to the check itself.
 */
@NullMarked
package dev.tokend.cli.explain;

import org.jspecify.annotations.NullMarked;
