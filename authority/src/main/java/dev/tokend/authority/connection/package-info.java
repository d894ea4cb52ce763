/**
 * Connections: frames in, answers out, and who sent what. Everything that a client can send is bounded here, and
 * nothing of it is believed about the sender.
 */
@NullMarked
package dev.tokend.authority.connection;

import org.jspecify.annotations.NullMarked;
