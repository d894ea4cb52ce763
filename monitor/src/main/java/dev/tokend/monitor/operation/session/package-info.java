/** Operations on logon sessions (tokens §20 and §22). */
@NullMarked
package dev.tokend.monitor.operation.session;

import org.jspecify.annotations.NullMarked;
