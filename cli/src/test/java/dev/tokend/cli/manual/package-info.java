/** Tests of the pages of the manual. */
@NullMarked
package dev.tokend.cli.manual;

import org.jspecify.annotations.NullMarked;
