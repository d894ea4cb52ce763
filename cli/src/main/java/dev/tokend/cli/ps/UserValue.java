package dev.tokend.cli.ps;

import dev.tokend.cli.Accounts;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.argument.SidWord;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A user as {@code --where user=} has it: a SID or a name that this machine knows, or one that only the authority does.
 *
 * @param word as it was typed
 * @param sid the SID that it means here, or null
 * @param unknown why there is none, or null
 */
record UserValue(String word, @Nullable Sid sid, @Nullable CommandException unknown) {
  private static final Sid ROOT = Sid.unixUser(0);

  static UserValue parse(String word, Accounts accounts) throws CommandException {
    try {
      return new UserValue(word, SidWord.user(word, accounts), null);
    } catch (CommandException e) {
      if (e.status() != ExitStatus.NOT_FOUND) {
        throw e;
      }
      return new UserValue(word, null, e);
    }
  }

  /** Whether a user is meant; the processes of root run as SYSTEM, mostly. */
  boolean matches(Sid user, SidNames names) {
    return user.equals(sid)
        || (ROOT.equals(sid) && user.equals(WellKnown.SYSTEM))
        || (sid == null && word.equals(names.name(user)));
  }

  /** Fails where nobody knows the name. */
  void require(List<ListedProcess> processes, SidNames names) throws CommandException {
    CommandException failure = unknown;
    if (failure == null) {
      return;
    }
    for (ListedProcess process : processes) {
      if (word.equals(names.name(process.user()))) {
        return;
      }
    }
    throw failure;
  }
}
