package dev.tokend.linux.process;

/**
 * The four user ids, or the four group ids, of a process (credentials(7)); each unsigned 32 bits.
 *
 * @param real who started it
 * @param effective what it is checked by
 * @param saved what it may switch back to
 * @param fileSystem what its file accesses are checked by
 */
public record IdSet(int real, int effective, int saved, int fileSystem) {}
