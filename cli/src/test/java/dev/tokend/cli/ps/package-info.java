/** Tests of the tree of processes and of the conditions. */
@NullMarked
package dev.tokend.cli.ps;

import org.jspecify.annotations.NullMarked;
