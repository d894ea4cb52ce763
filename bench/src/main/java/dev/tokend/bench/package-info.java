/** Microbenchmarks of the access-control library; {@code bench/access} runs them. */
@NullMarked
package dev.tokend.bench;

import org.jspecify.annotations.NullMarked;
