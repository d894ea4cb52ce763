/** A token as it was read, and what is printed of it, without any form yet. */
@NullMarked
package dev.tokend.cli.view;

import org.jspecify.annotations.NullMarked;
