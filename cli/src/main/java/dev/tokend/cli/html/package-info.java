/** Pages for a browser: one file, which loads nothing, can be read without its script, and escapes all that it shows. */
@NullMarked
package dev.tokend.cli.html;

import org.jspecify.annotations.NullMarked;
