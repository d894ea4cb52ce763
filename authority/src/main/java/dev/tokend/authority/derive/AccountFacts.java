package dev.tokend.authority.derive;

/**
 * What the name service says of a user; the user claims of a derived token.
 *
 * @param login the login name
 * @param home the home folder
 * @param shell the login shell
 */
public record AccountFacts(String login, String home, String shell) {}
