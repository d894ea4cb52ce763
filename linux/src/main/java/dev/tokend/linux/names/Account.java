package dev.tokend.linux.names;

/**
 * A user as the name service describes it (passwd(5)).
 *
 * @param name the login name
 * @param uid user id, unsigned
 * @param gid primary group id, unsigned
 * @param gecos the full name, and by custom more behind commas
 * @param home the home folder
 * @param shell the login shell
 */
public record Account(String name, int uid, int gid, String gecos, String home, String shell) {}
