package dev.tokend.monitor.state;

import dev.tokend.kacs.token.TokenSource;

/**
 * Where a token comes from: metadata that no check reads and every derivation copies (tokens §2).
 *
 * @param source who minted it
 * @param origin the originating session of a derived logon, or 0
 * @param createdAt Unix seconds of the original mint
 * @param expiration Unix seconds by convention, or 0 for none; never enforced
 */
public record Provenance(TokenSource source, long origin, long createdAt, long expiration) {}
