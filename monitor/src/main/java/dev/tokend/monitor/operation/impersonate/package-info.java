/** How a thread acts as somebody else, and how a client says how far that may go (tokens §17 and §18). */
@NullMarked
package dev.tokend.monitor.operation.impersonate;

import org.jspecify.annotations.NullMarked;
