/** {@code adjust}: changes of a token in place, with what was before and what is after. */
@NullMarked
package dev.tokend.cli.adjust;

import org.jspecify.annotations.NullMarked;
