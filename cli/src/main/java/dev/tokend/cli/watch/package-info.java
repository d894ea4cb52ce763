/** {@code watch}: each change of a token as it happens. */
@NullMarked
package dev.tokend.cli.watch;

import org.jspecify.annotations.NullMarked;
