/**
 * Tokens as JSON of the schema {@code token/1}, for programs.
 *
 * <p>Masks are {@code {"mask": "0x...", "names": [...]}}; 64-bit numbers are decimal strings; absent values are
 * {@code null} and never left out; SIDs are {@code {"sid": ..., "name": ...}}; enumerations are lower-case words.
 */
@NullMarked
package dev.tokend.cli.json;

import org.jspecify.annotations.NullMarked;
