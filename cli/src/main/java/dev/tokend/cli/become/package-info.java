/** Subcommands under whose token this process goes on, and the command that it becomes. */
@NullMarked
package dev.tokend.cli.become;

import org.jspecify.annotations.NullMarked;
