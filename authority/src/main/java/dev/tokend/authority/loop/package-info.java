/** The one thread of the authority: an epoll set, what to call when a descriptor is ready, and when time is up. */
@NullMarked
package dev.tokend.authority.loop;

import org.jspecify.annotations.NullMarked;
