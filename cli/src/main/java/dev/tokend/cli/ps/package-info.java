/** The listing of processes: which, in which order, and how they descend from each other. */
@NullMarked
package dev.tokend.cli.ps;

import org.jspecify.annotations.NullMarked;
