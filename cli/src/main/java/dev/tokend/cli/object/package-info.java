/** Objects and what is asked of them, as the command line names them: descriptors, rights, kinds, parts. */
@NullMarked
package dev.tokend.cli.object;

import org.jspecify.annotations.NullMarked;
