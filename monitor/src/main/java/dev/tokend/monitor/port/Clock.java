package dev.tokend.monitor.port;

/** The time, read only when a token is minted or a session opened (tokens §2 and §4, created_at). */
@FunctionalInterface
public interface Clock {
  /** Seconds since 1970-01-01T00:00:00Z. */
  long unixSeconds();
}
