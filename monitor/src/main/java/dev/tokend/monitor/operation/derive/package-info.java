/** Operations that make new tokens: from a spec, as a copy, as a copy with less in it, as one half of a pair (tokens §11 to §13, §15). */
@NullMarked
package dev.tokend.monitor.operation.derive;

import org.jspecify.annotations.NullMarked;
