/** Access rights of tokens and processes as the monitor's checks name them, and which masks may be asked for. */
@NullMarked
package dev.tokend.monitor.rights;

import org.jspecify.annotations.NullMarked;
