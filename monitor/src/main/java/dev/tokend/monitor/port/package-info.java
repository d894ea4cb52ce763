/** What the monitor needs from whoever embeds it: the time, and a place for its audit events. */
@NullMarked
package dev.tokend.monitor.port;

import org.jspecify.annotations.NullMarked;
