package dev.tokend.surface.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Everything a client can ask, the one table that dispatch and docs/protocol.md share.
 *
 * <p>An operation that KACS v0.22 has as a system call bears its number (formats §12); a request on a token handle
 * bears {@code 0x4B00 | nr} (formats §11); the project's own are numbered from 1, those that change something from 10.
 *
 * <p>A request may bear a few bytes more than any valid one, so that too much is answered by the operation itself.
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
  /** The last audit events, and the next ones. */
  EVENTS(5, "events", 0, 0, 12),
  /** tokens §20; KACS gives it no number. */
  INVALIDATE_SESSION(10, "invalidate-session", 0, 0, 8),
  /** tokens §19; KACS gives it no number. */
  PRIVILEGE_CHECK(11, "privilege-check", 0, 0, 8 + 4 * 1024),
  /** Puts a restricted copy of the calling process's primary token in its place. */
  RUN(12, "run", 0, 0, 32 + 65540),
  /** Keeps the token of a handle under a name. */
  PIN(13, "pin", 1, 1, PinName.MAX_BYTES),
  /** Lets go of a token that is kept under a name. */
  UNPIN(14, "unpin", 0, 0, 4 + PinName.MAX_BYTES),
  /** Which tokens are kept under names. */
  LIST_PINS(15, "list-pins", 0, 0, 0),
  /** Opens a token that is kept under a name. */
  OPEN_PIN(16, "open-pin", 0, 0, 8 + PinName.MAX_BYTES),
  /** tokens §22, the listing of logon sessions. */
  LIST_SESSIONS(17, "list-sessions", 0, 0, 8),
  /** The logon sessions with how much belongs to each. */
  SESSION_TABLE(18, "session-table", 0, 0, 8),
  /** One logon session and what belongs to it. */
  SHOW_SESSION(19, "show-session", 0, 0, 8),
  /** tokens §9.1. */
  OPEN_SELF(1000, "open_self", 0, 0, 8),
  /** tokens §9.2; the process by a pidfd, or by number. */
  OPEN_PROCESS(1001, "open_process", 0, 1, 8),
  /** tokens §9.3; the process by a pidfd, or by number. */
  OPEN_THREAD(1002, "open_thread", 0, 1, 12),
  /** tokens §11. */
  CREATE_TOKEN(1003, "create_token", 0, 0, 65540),
  /** tokens §20. */
  CREATE_SESSION(1004, "create_logon_session", 0, 0, 4100),
  /** tokens §20. */
  DESTROY_SESSION(1006, "destroy_empty_logon_session", 0, 0, 8),
  /** tokens §9.4. */
  OPEN_PEER(1010, "open_peer", 1, 1, 0),
  /** tokens §17.3. */
  IMPERSONATE_PEER(1011, "impersonate_peer", 1, 1, 0),
  /** tokens §17.4. */
  REVERT(1012, "revert", 0, 0, 0),
  /** tokens §18; the socket is still unconnected, and the identity that it will carry is captured now. */
  SET_IMPERSONATION_LEVEL(1013, "set_impersonation_level", 1, 1, 4),
  /** tokens §16, on a token handle. */
  GET_SD(1021, "get_sd", 1, 1, 12),
  /** tokens §16, on a token handle. */
  SET_SD(1022, "set_sd", 1, 1, 8 + 65540),
  /** tokens §24, on a token handle. */
  QUERY(0x4B00, "query", 1, 1, 8),
  /** tokens §14.1. */
  ADJUST_PRIVILEGES(0x4B01, "adjust_privs", 1, 1, 8 + 8 * 1025),
  /** tokens §12. */
  DUPLICATE(0x4B02, "duplicate", 1, 1, 12),
  /** tokens §10.5. */
  INSTALL(0x4B03, "install", 1, 1, 0),
  /** tokens §13. */
  RESTRICT(0x4B04, "restrict", 1, 1, 24 + 65540),
  /** tokens §15.1; the elevated handle comes first. */
  LINK(0x4B05, "link_tokens", 2, 2, 8),
  /** tokens §15.2. */
  GET_LINKED(0x4B06, "get_linked_token", 1, 1, 0),
  /** tokens §14.2. */
  ADJUST_GROUPS(0x4B07, "adjust_groups", 1, 1, 8 + 8 * 1025),
  /** tokens §17.2. */
  IMPERSONATE(0x4B08, "impersonate", 1, 1, 0),
  /** tokens §14.3. */
  ADJUST_DEFAULT(0x4B09, "adjust_default", 1, 1, 16 + 65540),
  /** tokens §14.4. */
  ADJUST_SCOPE(0x4B0A, "adjust_interactivity_scope", 1, 1, 4);

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
