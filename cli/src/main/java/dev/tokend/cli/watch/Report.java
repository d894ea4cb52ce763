package dev.tokend.cli.watch;

import dev.tokend.cli.diff.TokenChanges;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.TokenChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change with what it made different.
 *
 * @param change as the authority tells it
 * @param token the token afterwards; null where it may not be looked at or is no more
 * @param differences from the last token that was told; null where there is none on one side
 * @param gap whether it is not known what was missed before it
 */
record Report(TokenChange change, @Nullable TokenView token, @Nullable TokenChanges differences, boolean gap) {

  /** Whether there is something to tell: what was derived again is mostly the same. */
  boolean isNews() {
    return change.kind() != TokenChange.Kind.DERIVED_AGAIN
        || change.missed() != 0
        || token == null
        || differences == null
        || !differences.none();
  }

  /** The SIDs that are told. */
  List<Sid> sids() {
    List<Sid> sids = new ArrayList<>();
    if (token != null) {
      sids.add(token.user());
    }
    if (change.by() instanceof TokenChange.By.Somebody some) {
      sids.add(some.user());
    }
    if (differences != null) {
      sids.addAll(differences.sids());
    }
    return sids;
  }
}
