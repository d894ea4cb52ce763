package dev.tokend.surface.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Everything a client can ask, the one table that dispatch and docs/protocol.md share.
 *
 * <p>An operation that KACS v0.22 has as a system call bears its number (formats §12); a request on a token handle
 * bears {@code 0x4B00 | nr} (formats §11); the project's own are numbered from 1.
 */
public enum Operation {
  /** Opens a token, reads classes of it and lets it go again, all in one round trip. */
  INSPECT(1, "inspect", 0, 1, 24),
  /** Names of SIDs that the authority knows: accounts, groups, its names file. */
  NAMES(2, "names", 0, 0, 4 + NamesRequest.MAX_SIDS * 68),
  /** How the authority is. */
  STATUS(3, "status", 0, 0, 0),
  /** Ends the authority: for its owner and root. */
  STOP(4, "stop", 0, 0, 0),
  /** tokens §9.1. */
  OPEN_SELF(1000, "open_self", 0, 0, 8),
  /** tokens §9.2; the process by a pidfd, or by number. */
  OPEN_PROCESS(1001, "open_process", 0, 1, 8),
  /** tokens §9.3; the process by a pidfd, or by number. */
  OPEN_THREAD(1002, "open_thread", 0, 1, 12),
  /** tokens §9.4. */
  OPEN_PEER(1010, "open_peer", 1, 1, 0),
  /** tokens §16, on a token handle. */
  GET_SD(1021, "get_sd", 1, 1, 12),
  /** tokens §24, on a token handle. */
  QUERY(0x4B00, "query", 1, 1, 8);

  private final int code;
  private final String word;
  private final int fewestDescriptors;
  private final int mostDescriptors;
  private final int maxPayload;

  Operation(int code, String word, int fewestDescriptors, int mostDescriptors, int maxPayload) {
    this.code = code;
    this.word = word;
    this.fewestDescriptors = fewestDescriptors;
    this.mostDescriptors = mostDescriptors;
    this.maxPayload = maxPayload;
  }

  /** The number on the wire, a u16. */
  public int code() {
    return code;
  }

  /** The name used in messages and documentation. */
  public String word() {
    return word;
  }

  /** How few descriptors the request may bear. */
  public int fewestDescriptors() {
    return fewestDescriptors;
  }

  /** How many descriptors the request may bear. */
  public int mostDescriptors() {
    return mostDescriptors;
  }

  /** The longest payload of a request, in bytes; a longer frame is refused before it is read. */
  public int maxPayload() {
    return maxPayload;
  }

  /** The operation with this number, or null. */
  public static @Nullable Operation byCode(int code) {
    for (Operation operation : values()) {
      if (operation.code == code) {
        return operation;
      }
    }
    return null;
  }
}
