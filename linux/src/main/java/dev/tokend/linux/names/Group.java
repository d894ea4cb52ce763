package dev.tokend.linux.names;

/**
 * A group as the name service describes it (group(5)).
 *
 * @param name its name
 * @param gid group id, unsigned
 */
public record Group(String name, int gid) {}
