package dev.tokend.monitor.state;

/**
 * The elevation pair of a logon session: two different Primary tokens of that session (tokens §15).
 *
 * @param elevated the token with everything in it
 * @param filtered its lesser counterpart
 */
public record LinkedPair(Token elevated, Token filtered) {}
