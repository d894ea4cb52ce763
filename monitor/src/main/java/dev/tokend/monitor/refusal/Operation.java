package dev.tokend.monitor.refusal;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.monitor.rights.TokenRights;

/**
 * The table of operations (tokens §6.4): each with its name, its section, the right that the handle must carry and the
 * privileges that its gates look at.
 */
public enum Operation {
  /** Open one's own token. */
  OPEN_SELF("open_self", "tokens §9.1", 0),
  /** Open the primary token of a process. */
  OPEN_PROCESS("open_process", "tokens §9.2", 0, Privilege.SE_DEBUG),
  /** Open the effective token of a thread. */
  OPEN_THREAD("open_thread", "tokens §9.3", 0, Privilege.SE_DEBUG),
  /** Open the identity captured on a connected socket. */
  OPEN_PEER("open_peer", "tokens §9.4", 0),
  /** Open a token that someone keeps under a name. */
  OPEN_KEPT("open_kept", "tokens §9.1", 0),
  /** Open an inspection node. */
  OPEN_INSPECTION("open_inspection", "tokens §22", 0, Privilege.SE_DEBUG),
  /** Read the listing of logon sessions. */
  LIST_SESSIONS("list_sessions", "tokens §22", 0),
  /** See every logon session and how much belongs to it. */
  SESSION_TABLE("session_table", "tokens §22", 0),
  /** See one logon session and what belongs to it. */
  SHOW_SESSION("show_session", "tokens §22", 0),
  /** Read one class of a token. */
  QUERY("query", "tokens §24", TokenRights.QUERY),
  /** Read the token's own security descriptor. */
  GET_SECURITY("get_security", "tokens §16 get", 0),
  /** Replace parts of the token's own security descriptor. */
  SET_SECURITY(
      "set_security", "tokens §16 set", 0, Privilege.SE_RESTORE, Privilege.SE_TCB, Privilege.SE_RELABEL),
  /** Make a handle's token the primary token of the calling process. */
  INSTALL(
      "install",
      "tokens §10.5",
      TokenRights.ASSIGN_PRIMARY,
      Privilege.SE_ASSIGN_PRIMARY_TOKEN,
      Privilege.SE_TCB),
  /** Put a restricted copy of one's own primary token in its place. */
  RUN_LOWERED("run_lowered", "tokens §13", 0),
  /** Mint a token from a spec. */
  CREATE_TOKEN("create_token", "tokens §11", 0, Privilege.SE_CREATE_TOKEN),
  /** Copy a token, with another type, level or access. */
  DUPLICATE("duplicate", "tokens §12", TokenRights.DUPLICATE),
  /** Copy a token with less in it. */
  FILTER("filter", "tokens §13", TokenRights.DUPLICATE),
  /** Enable, disable or remove privileges. */
  ADJUST_PRIVILEGES("adjust_privileges", "tokens §14.1", TokenRights.ADJUST_PRIVILEGES),
  /** Enable or disable groups. */
  ADJUST_GROUPS("adjust_groups", "tokens §14.2", TokenRights.ADJUST_GROUPS),
  /** Replace what new objects get by default. */
  ADJUST_DEFAULT("adjust_default", "tokens §14.3", TokenRights.ADJUST_DEFAULT),
  /** Replace the interactivity scope. */
  ADJUST_SCOPE(
      "adjust_interactivity_scope", "tokens §14.4", TokenRights.ADJUST_INTERACTIVITY_SCOPE, Privilege.SE_TCB),
  /** Join two tokens as an elevation pair. */
  LINK("link", "tokens §15.1", TokenRights.DUPLICATE, Privilege.SE_TCB),
  /** Open the elevation counterpart. */
  GET_LINKED("get_linked", "tokens §15.2", TokenRights.QUERY, Privilege.SE_TCB),
  /** Impersonate the token of a handle. */
  IMPERSONATE("impersonate", "tokens §17.2", TokenRights.IMPERSONATE, Privilege.SE_IMPERSONATE),
  /** Impersonate the identity captured on a connected socket. */
  IMPERSONATE_PEER("impersonate_peer", "tokens §17.3", 0, Privilege.SE_IMPERSONATE),
  /** Drop the impersonation of the calling thread. */
  REVERT("revert", "tokens §17.4", 0),
  /** Choose how far the other end of a connection may go with one's identity. */
  SET_IMPERSONATION_LEVEL("set_impersonation_level", "tokens §18", 0),
  /** Take the snapshot of an identity that a connection carries. */
  CAPTURE_PEER("connect", "tokens §18", 0),
  /** Ask whether privileges are held. */
  PRIVILEGE_CHECK("privilege_check", "tokens §19", 0),
  /** Open a logon session. */
  CREATE_SESSION("create_logon_session", "tokens §20 create", 0, Privilege.SE_TCB),
  /** End a logon session that holds nothing. */
  DESTROY_SESSION("destroy_empty_logon_session", "tokens §20 destroy", 0, Privilege.SE_TCB),
  /** Make every access check of a session's tokens fail. */
  INVALIDATE_SESSION("invalidate_logon_session", "tokens §20 invalidate", 0, Privilege.SE_TCB),
  /** Give a new process its token. */
  NEW_PROCESS("fork", "tokens §10.1", 0),
  /** Replace the image of a process. */
  EXEC("exec", "tokens §10.4", 0),
  /** Give a process the token that follows from its Linux credentials. */
  DERIVE("derive", "tokens §2", 0);

  private final String label;
  private final String section;
  private final int handleRight;
  private final long privileges;

  Operation(String label, String section, int handleRight, Privilege... privileges) {
    this.label = label;
    this.section = section;
    this.handleRight = handleRight;
    long mask = 0;
    for (Privilege privilege : privileges) {
      mask |= privilege.mask();
    }
    this.privileges = mask;
  }

  /** The name of the operation: "open_process". */
  public String label() {
    return label;
  }

  /** Where its check table stands: "tokens §9.2". */
  public String section() {
    return section;
  }

  /** The token right that the handle must carry, or 0 where no handle is used or the check is live. */
  public int handleRight() {
    return handleRight;
  }

  /** The privileges that its gates look at, one bit each; which of them are needed depends on the request. */
  public long privileges() {
    return privileges;
  }
}
