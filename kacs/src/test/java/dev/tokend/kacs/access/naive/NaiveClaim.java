package dev.tokend.kacs.access.naive;

import java.util.List;

/**
 * A claim of a case.
 *
 * @param type as in the test vectors: INT64, UINT64, STRING, SID, BOOLEAN, OCTET
 * @param flags the claim flags
 * @param values {@code Long} for numbers, {@code String} for everything else; octets in hexadecimal
 */
public record NaiveClaim(String name, String type, int flags, List<Object> values) {}
