/** Operations that make new tokens, and the pairs that two of them can form (tokens §11 to §13 and §15). */
@NullMarked
package dev.tokend.monitor.operation.derive;

import org.jspecify.annotations.NullMarked;
