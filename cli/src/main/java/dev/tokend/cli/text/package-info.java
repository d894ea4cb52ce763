/** Tokens as text for reading: aligned, by name, no number where there is a word. */
@NullMarked
package dev.tokend.cli.text;

import org.jspecify.annotations.NullMarked;
