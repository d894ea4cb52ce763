package dev.tokend.authority.connection;

import dev.tokend.linux.process.PidFd;

/**
 * Who sent a frame: a process that is held by a pidfd, so that its number cannot come to mean another one.
 *
 * @param pid the process's number, as the kernel attached it to the message
 * @param pidfd the process itself; the connection's to close
 */
public record Sender(int pid, PidFd pidfd) {}
