/**
 * From what Linux says of a process to the token it has until another is installed: the table "Derived tokens" of
 * docs/derived-tokens.md, one class for each part of it. Pure functions over values that others have read.
 */
@NullMarked
package dev.tokend.authority.derive;

import org.jspecify.annotations.NullMarked;
