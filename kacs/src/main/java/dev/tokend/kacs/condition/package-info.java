/**
 * Conditional expressions: the tree, the bytecode ("artx"), and the evaluation in three-valued logic.
 *
 * <p>A {@link dev.tokend.kacs.condition.Condition} is the tree that text can show; a
 * {@link dev.tokend.kacs.condition.ConditionProgram} is bytecode prepared once and evaluated many times. Every tree has
 * bytecode; not every program has a tree, because bytecode can nest deeper and hold malformed code, which evaluates to
 * UNKNOWN. The text form lives in {@code dev.tokend.kacs.sddl}.
 *
 * <p>KACS v0.22 §3.8, §3.9, §3.11, §10.4, §10.6; [MS-DTYP] 2.4.4.17. Comments of the form "conditions §4.2" point at
 * {@code spec/conditional-expressions.md}, and E1 to E13 at its list of contradictions, §8.
 */
@NullMarked
package dev.tokend.kacs.condition;

import org.jspecify.annotations.NullMarked;
