/** The command table, what parses by it, and the help made from it. */
@NullMarked
package dev.tokend.cli.command;

import org.jspecify.annotations.NullMarked;
