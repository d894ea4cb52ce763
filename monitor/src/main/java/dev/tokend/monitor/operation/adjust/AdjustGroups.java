package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.GroupList;
import dev.tokend.monitor.state.GroupStates;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import java.util.List;

/**
 * Enables or disables groups (tokens §14.2). A protected group makes the whole request fail, in both directions. Rows 2
 * and 4 are about the memory of a caller and belong to whoever crosses that boundary.
 */
public final class AdjustGroups {
  /** Index of a request's only entry, with enable 0: every group returns to its default. */
  public static final int RESET = 0xFFFF_FFFF;

  private static final Rule RIGHT = row("1", Errno.EACCES, "handle right", "the handle lacks TOKEN_ADJUST_GROUPS");
  private static final Rule COUNT =
      row("3", Errno.EINVAL, "count", "the entries are not 1 to 1024, or padding is not 0");
  private static final Rule SENTINEL = row("6", Errno.EINVAL, "reset", "a reset stands alone, with enable 0");
  private static final Rule INDEX = row("7", Errno.EINVAL, "index", "the token has no group of that index");
  private static final Rule ENABLE = row("7", Errno.EINVAL, "enable", "a group is to be neither enabled nor disabled");
  private static final Rule TWICE = row("7", Errno.EINVAL, "index", "a group is named twice");
  private static final Rule MANDATORY = row("7", Errno.EINVAL, "protected group", "a group is mandatory");
  private static final Rule DENY_ONLY = row("7", Errno.EINVAL, "protected group", "a group is for deny only");
  private static final Rule LOGON = row("7", Errno.EINVAL, "protected group", "a group is the logon SID");
  private static final Rule USER = row("7", Errno.EINVAL, "protected group", "a group is the token's own user");

  private final MonitorState state;

  /**
   * One group and what becomes of it.
   *
   * @param index from 0, unsigned, or {@link #RESET}
   * @param enable 1 or 0
   */
  public record Entry(int index, int enable) {}

  /**
   * What is asked.
   *
   * @param handle on the token
   * @param padding of the argument structure; 0
   * @param entries 1 to 1024
   */
  public record Request(Handle handle, int padding, List<Entry> entries) {
    /** Copies the entries. */
    public Request {
      entries = List.copyOf(entries);
    }
  }

  /** The operation over {@code state}. */
  public AdjustGroups(MonitorState state) {
    this.state = state;
  }

  /**
   * Applies every entry.
   *
   * @return which groups were enabled before the call
   * @throws Refusal EACCES without TOKEN_ADJUST_GROUPS; EINVAL for the entries; ERANGE if modified_id cannot grow
   */
  public GroupStates execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    List<Entry> entries = request.entries();
    if (request.padding() != 0 || entries.isEmpty() || entries.size() > GroupList.MAX_GROUPS) {
      throw COUNT.refuse();
    }
    Token token = request.handle().token();
    // Row 5.
    state.requireRoomToAdjust(Operation.ADJUST_GROUPS, token);
    GroupStates before = token.state().enabledGroups();
    GroupStates after = entries.getFirst().index() == RESET ? reset(token, entries) : changed(token, entries);
    state.adjust(Operation.ADJUST_GROUPS, token, token.state().with(after));
    return before;
  }

  private static GroupStates reset(Token token, List<Entry> entries) throws Refusal {
    if (entries.size() != 1 || entries.getFirst().enable() != 0) {
      throw SENTINEL.refuse();
    }
    return token.groupDefaults();
  }

  private static GroupStates changed(Token token, List<Entry> entries) throws Refusal {
    GroupStates named = GroupStates.NONE;
    GroupStates after = token.state().enabledGroups();
    for (Entry entry : entries) {
      int index = entry.index();
      if (Integer.compareUnsigned(index, token.identity().groups().size()) >= 0) {
        throw INDEX.refuse();
      }
      if (entry.enable() != 0 && entry.enable() != 1) {
        throw ENABLE.refuse();
      }
      if (named.get(index)) {
        throw TWICE.refuse();
      }
      named = named.with(index, true);
      requireUnprotected(token, index);
      after = after.with(index, entry.enable() == 1);
    }
    return after;
  }

  private static void requireUnprotected(Token token, int index) throws Refusal {
    GroupList groups = token.identity().groups();
    if (groups.has(index, GroupAttributes.MANDATORY)) {
      throw MANDATORY.refuse();
    }
    if (groups.has(index, GroupAttributes.USE_FOR_DENY_ONLY)) {
      throw DENY_ONLY.refuse();
    }
    if (groups.has(index, GroupAttributes.LOGON_ID)) {
      throw LOGON.refuse();
    }
    if (groups.sid(index).equals(token.user())) {
      throw USER.refuse();
    }
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.ADJUST_GROUPS, row, errno, words, reason);
  }
}
