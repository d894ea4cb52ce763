/**
 * The {@code token} command: the command table, the rendering of tokens, and the exit status.
 *
 * <p>Start-up is the product: what {@code token}, the accessors and {@code query} run on the way to their output uses
 * no reflection, streams, regular expressions or {@code String.format}, and loads few classes.
 */
@NullMarked
package dev.tokend.cli;

import org.jspecify.annotations.NullMarked;
