/** What the kernel says of a socket's peer, and how far it may be believed. */
@NullMarked
package dev.tokend.authority.peer;

import org.jspecify.annotations.NullMarked;
