/**
 * Token specs and logon session specs as text that people write: JSON with comments, every field by its name in
 * formats §9 and §10, bits and SIDs in words.
 *
 * <p>{@link dev.tokend.surface.spec.TokenSpecText} and {@link dev.tokend.surface.spec.LogonSessionSpecText} read and
 * print; what was printed is read back to the same value. Every text gives a value or one
 * {@link dev.tokend.surface.spec.SpecTextException} with line, column and field.
 */
@NullMarked
package dev.tokend.surface.spec;

import org.jspecify.annotations.NullMarked;
