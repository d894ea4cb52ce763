/** Subcommands that make tokens, and what becomes of a new token: described, pinned, or handed to a command. */
@NullMarked
package dev.tokend.cli.derive;

import org.jspecify.annotations.NullMarked;
