/** Operations that change a token in place: all of a request applies or none of it (tokens §14, §16). */
@NullMarked
package dev.tokend.monitor.operation.adjust;

import org.jspecify.annotations.NullMarked;
