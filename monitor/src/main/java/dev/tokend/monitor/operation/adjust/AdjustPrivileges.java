package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.PrivilegeState;
import dev.tokend.monitor.state.Token;
import java.util.List;

/**
 * Enables, disables or removes privileges (tokens §14.1). Rows 2 and 4 are about the memory of a caller and belong to
 * whoever crosses that boundary.
 */
public final class AdjustPrivileges {
  /** Attributes of an entry: disable. */
  public static final int DISABLE = 0;

  /** Attributes of an entry: enable. */
  public static final int ENABLE = 0x2;

  /** Attributes of an entry: remove for good. */
  public static final int REMOVE = 0x4;

  /** Attributes of a request's only entry, with luid 0: every privilege returns to its default. */
  public static final int RESET = 0x8000_0000;

  private static final int MAX_ENTRIES = 64;

  private static final Rule RIGHT =
      row("1", Errno.EACCES, "handle right", "the handle lacks TOKEN_ADJUST_PRIVILEGES");
  private static final Rule COUNT = row("3", Errno.EINVAL, "count", "the entries are not 1 to 64, or padding is not 0");
  private static final Rule SENTINEL = row("6", Errno.EINVAL, "reset", "a reset stands alone, with privilege number 0");
  private static final Rule LUID = row("7", Errno.EINVAL, "privilege number", "a privilege number is above 63");
  private static final Rule TWICE = row("7", Errno.EINVAL, "privilege number", "a privilege is named twice");
  private static final Rule ATTRIBUTES =
      row("7", Errno.EINVAL, "attributes", "a privilege is to be neither disabled, enabled nor removed");
  private static final Rule PRESENT =
      row("7", Errno.EINVAL, "present", "a privilege to be enabled is not in the token");

  private final MonitorState state;

  /**
   * One privilege and what becomes of it.
   *
   * @param luid bit number, unsigned
   * @param attributes {@link #DISABLE}, {@link #ENABLE}, {@link #REMOVE} or {@link #RESET}
   */
  public record Entry(int luid, int attributes) {}

  /**
   * What is asked.
   *
   * @param handle on the token
   * @param padding of the argument structure; 0
   * @param entries 1 to 64
   */
  public record Request(Handle handle, int padding, List<Entry> entries) {
    /** Copies the entries. */
    public Request {
      entries = List.copyOf(entries);
    }
  }

  /** The operation over {@code state}. */
  public AdjustPrivileges(MonitorState state) {
    this.state = state;
  }

  /**
   * Applies every entry.
   *
   * @return the enabled word before the call
   * @throws Refusal EACCES without TOKEN_ADJUST_PRIVILEGES; EINVAL for the entries; ERANGE if modified_id cannot grow
   */
  public long execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    List<Entry> entries = request.entries();
    if (request.padding() != 0 || entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw COUNT.refuse();
    }
    Token token = request.handle().token();
    // Row 5.
    state.requireRoomToAdjust(Operation.ADJUST_PRIVILEGES, token);
    PrivilegeState before = token.privileges();
    PrivilegeState after =
        entries.getFirst().attributes() == RESET ? reset(before, entries) : changed(before, entries);
    state.adjust(Operation.ADJUST_PRIVILEGES, token, token.state().with(after));
    return before.enabled();
  }

  private static PrivilegeState reset(PrivilegeState before, List<Entry> entries) throws Refusal {
    if (entries.size() != 1 || entries.getFirst().luid() != 0) {
      throw SENTINEL.refuse();
    }
    return before.withEnabled(before.byDefault() & before.present());
  }

  private static PrivilegeState changed(PrivilegeState before, List<Entry> entries) throws Refusal {
    long named = 0;
    long disabled = 0;
    long enabled = 0;
    long removed = 0;
    for (Entry entry : entries) {
      if (Integer.compareUnsigned(entry.luid(), Long.SIZE) >= 0) {
        throw LUID.refuse();
      }
      long bit = 1L << entry.luid();
      if ((named & bit) != 0) {
        throw TWICE.refuse();
      }
      named |= bit;
      switch (entry.attributes()) {
        case DISABLE -> disabled |= bit;
        case ENABLE -> enabled |= bit;
        case REMOVE -> removed |= bit;
        default -> throw ATTRIBUTES.refuse();
      }
      // Presence is judged before the call; no privilege is named twice, so the order does not matter.
      if ((enabled & ~before.present()) != 0) {
        throw PRESENT.refuse();
      }
    }
    return before.withEnabled((before.enabled() | enabled) & ~disabled).without(removed);
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.ADJUST_PRIVILEGES, row, errno, words, reason);
  }
}
