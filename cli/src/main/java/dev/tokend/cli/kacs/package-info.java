/** Programs that call the KACS interface itself (docs/kacs-programs.md). */
@NullMarked
package dev.tokend.cli.kacs;

import org.jspecify.annotations.NullMarked;
