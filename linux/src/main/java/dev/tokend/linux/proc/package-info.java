/**
 * What {@code /proc} says of processes and of the host: pure parsers of its files, and readers that take the root of
 * the tree, so that they can be fed folders.
 *
 * <p>A reader answers with a {@link dev.tokend.linux.proc.ProcReading}: the value, or that the process has gone, or
 * that it may not be read. A parser takes any bytes and gives a value or a {@link
 * dev.tokend.linux.proc.ProcFormatException}.
 */
@NullMarked
package dev.tokend.linux.proc;

import org.jspecify.annotations.NullMarked;
