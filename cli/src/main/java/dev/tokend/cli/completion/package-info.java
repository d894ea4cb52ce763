/** Completion of the command's own words in shells, made from the command table. */
@NullMarked
package dev.tokend.cli.completion;

import org.jspecify.annotations.NullMarked;
