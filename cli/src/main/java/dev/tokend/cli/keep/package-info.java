/** The subcommands about what the authority keeps: logon sessions and pinned tokens. */
@NullMarked
package dev.tokend.cli.keep;

import org.jspecify.annotations.NullMarked;
