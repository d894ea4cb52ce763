/** Operations by which a thread acts as somebody else, and by which a client says how far that may go (tokens §17, §18). */
@NullMarked
package dev.tokend.monitor.operation.impersonate;

import org.jspecify.annotations.NullMarked;
