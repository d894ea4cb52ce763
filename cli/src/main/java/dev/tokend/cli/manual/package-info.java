/** The pages of the manual, in roff, made from the command table. */
@NullMarked
package dev.tokend.cli.manual;

import org.jspecify.annotations.NullMarked;
