package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.GroupList;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenDefaults;
import org.jspecify.annotations.Nullable;

/**
 * Replaces what new objects get: default DACL, owner, group (tokens §14.3). Rows 2 and 4 are about the memory of a
 * caller and belong to whoever crosses that boundary.
 */
public final class AdjustDefault {
  /** An owner or group index that changes nothing. */
  public static final int LEAVE = 0xFFFF;

  private static final int MAX_DACL = 65536;

  private static final Rule RIGHT = row("1", Errno.EACCES, "handle right", "the handle lacks TOKEN_ADJUST_DEFAULT");
  private static final Rule LENGTH =
      row("3", Errno.EINVAL, "DACL length", "the DACL has a length and no bytes, or is larger than 65536 bytes");
  private static final Rule DACL = row("5", Errno.EINVAL, "DACL", "the bytes are not exactly one ACL");
  private static final Rule OWNER =
      row("6", Errno.EINVAL, "owner index", "the index names neither the user nor a group that may own");
  private static final Rule GROUP =
      row("7", Errno.EINVAL, "group index", "the index names neither the user nor a group");

  private final MonitorState state;

  /**
   * What is asked.
   *
   * @param handle on the token
   * @param dacl what becomes of the default DACL
   * @param ownerIndex 0 for the user, N for groups[N−1], or {@link #LEAVE}; 0 to 0xFFFF
   * @param groupIndex likewise
   */
  public record Request(Handle handle, DaclArgument dacl, int ownerIndex, int groupIndex) {}

  /** The operation over {@code state}. */
  public AdjustDefault(MonitorState state) {
    this.state = state;
  }

  /**
   * Applies all three parts; leaving all three is a successful adjustment too.
   *
   * @throws Refusal EACCES without TOKEN_ADJUST_DEFAULT; EINVAL for a part; ERANGE if modified_id cannot grow
   */
  public void execute(Request request) throws Refusal {
    HandleGate.require(RIGHT, request.handle());
    Token token = request.handle().token();
    TokenDefaults before = token.state().defaults();
    Acl dacl = dacl(request.dacl(), before.dacl());
    int owner = request.ownerIndex() == LEAVE ? before.ownerIndex() : owner(token, request.ownerIndex());
    int group = request.groupIndex() == LEAVE ? before.primaryGroupIndex() : group(token, request.groupIndex());
    // Row 8.
    state.adjust(
        Operation.ADJUST_DEFAULT, token, token.state().with(new TokenDefaults(owner, group, dacl)));
  }

  private static @Nullable Acl dacl(DaclArgument argument, @Nullable Acl before) throws Refusal {
    return switch (argument) {
      case DaclArgument.Leave leave -> before;
      case DaclArgument.Clear clear -> null;
      case DaclArgument.LengthOnly none -> throw LENGTH.refuse();
      case DaclArgument.Replace replace -> {
        if (replace.acl().size() > MAX_DACL) {
          throw LENGTH.refuse();
        }
        try {
          yield Acl.parse(replace.acl().toByteArray());
        } catch (MalformedException e) {
          throw DACL.refuse();
        }
      }
    };
  }

  private static int owner(Token token, int index) throws Refusal {
    GroupList groups = token.identity().groups();
    if (index != 0 && (index > groups.size() || !groups.has(index - 1, GroupAttributes.OWNER))) {
      throw OWNER.refuse();
    }
    return index;
  }

  private static int group(Token token, int index) throws Refusal {
    if (index > token.identity().groups().size()) {
      throw GROUP.refuse();
    }
    return index;
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.ADJUST_DEFAULT, row, errno, words, reason);
  }
}
