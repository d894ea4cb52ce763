/**
 * Unix domain sockets: making them, messages with kernel-verified senders and descriptors, and what the kernel says
 * of a peer.
 */
@NullMarked
package dev.tokend.linux.socket;

import org.jspecify.annotations.NullMarked;
