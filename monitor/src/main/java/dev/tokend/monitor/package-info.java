/**
 * The reference monitor of KACS v0.22: the one state machine that holds every token, session and process identity and
 * decides every access to them. Pure: no input or output, no clock of its own, no threads, nothing of Linux.
 *
 * <p>{@link dev.tokend.monitor.Monitor} is the door. Behind it {@code state} holds what there is, {@code operation} has
 * one class for each operation with its checks in the documented order, {@code gate} the decisions that operations
 * share, {@code refusal} the way to say no, {@code event} what the audit trail is told, and {@code port} what the
 * embedder provides.
 */
@NullMarked
package dev.tokend.monitor;

import org.jspecify.annotations.NullMarked;
