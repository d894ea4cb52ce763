/**
 * Coverage-guided fuzzing of everything that reads what somebody else wrote. The ordinary run feeds each test its seeds
 * and the inputs that earlier fuzzing kept; {@code docs/fuzzing.md} says how to fuzz on.
 */
@NullMarked
package dev.tokend.kacs.fuzz;

import org.jspecify.annotations.NullMarked;
