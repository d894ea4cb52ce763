package dev.tokend.monitor.state;

/**
 * Where the two id counters start. Whoever keeps tokens or sessions beyond one run starts after the last id handed out,
 * because no id is ever reused (tokens §2 and §4).
 *
 * @param firstTokenId the first token id, unsigned; at least {@value #FIRST_DYNAMIC}
 * @param firstSessionId the first dynamic session id; at least {@value #FIRST_DYNAMIC}
 * @param goesOn whether an earlier monitor had the ids before these: the Anonymous token then has the id that it had in
 *     the first one, {@value #FIRST_DYNAMIC}, and else the first of these
 */
public record IdSeeds(long firstTokenId, long firstSessionId, boolean goesOn) {
  /** Both counters start here on a fresh system. */
  public static final long FIRST_DYNAMIC = 1000;

  /** A fresh system. */
  public static final IdSeeds FRESH = new IdSeeds(FIRST_DYNAMIC, FIRST_DYNAMIC);

  /** Of a monitor of its own. */
  public IdSeeds(long firstTokenId, long firstSessionId) {
    this(firstTokenId, firstSessionId, false);
  }

  /**
   * @throws IllegalArgumentException for a start below {@value #FIRST_DYNAMIC}
   */
  public IdSeeds {
    if (Long.compareUnsigned(firstTokenId, FIRST_DYNAMIC) < 0
        || Long.compareUnsigned(firstSessionId, FIRST_DYNAMIC) < 0) {
      throw new IllegalArgumentException("ids below " + FIRST_DYNAMIC + " are reserved");
    }
  }
}
