/**
 * Many checks, or many descriptors, from a stream of lines to a stream of lines.
 *
 * <p>{@code CheckLineReader} reads a line of access check §15 with {@code TokenReader}, {@code ClaimReader} and
 * {@code PolicyReader}; {@code CheckLines} answers it. {@code DescriptorLines} translates descriptors. {@code Pipeline}
 * feeds either with blocks of whole lines on every core, and keeps the order and the bounds.
 */
@NullMarked
package dev.tokend.cli.batch;

import org.jspecify.annotations.NullMarked;
