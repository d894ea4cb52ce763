/** One class for each kind of request: from its bytes, through the monitor, to the bytes of its answer. */
@NullMarked
package dev.tokend.authority.serve;

import org.jspecify.annotations.NullMarked;
