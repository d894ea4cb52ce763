package dev.tokend.authority.process;

import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.monitor.state.Token;

/**
 * What a change of the effective uid means for tokens that a process has beside its derived one. setuid(2) and its kin
 * swap the identity (tokens §23): who becomes another user leaves the tokens of the one before behind, as root does
 * that becomes a user. A set-uid program of root is no such change, so that nobody sheds a token by running one.
 */
final class SetUid {

  private SetUid() {}

  /** Whether a process that had an identity has become another user since. */
  static boolean isSwap(LinuxIdentity before, LinuxIdentity now) {
    return now.uid() != before.uid() && now.uid() != 0;
  }

  /** Whether a token speaks of the user that a process is to Linux: it was installed for that user, or came from it. */
  static boolean speaksOf(Token token, LinuxIdentity now) {
    return token.identity().projection().uid() == now.uid();
  }
}
