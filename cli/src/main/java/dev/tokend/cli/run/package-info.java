/** What each subcommand does. */
@NullMarked
package dev.tokend.cli.run;

import org.jspecify.annotations.NullMarked;
