/** Operations that read: the classes of a token, its descriptor, its privileges, the listing of sessions. */
@NullMarked
package dev.tokend.monitor.operation.query;

import org.jspecify.annotations.NullMarked;
