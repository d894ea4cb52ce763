package dev.tokend.cli.diff;

import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.text.DiffText;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What is different between a token as it was and as it is, or between two tokens. */
public final class TokenChanges {
  private final Comparison comparison;

  private TokenChanges(Comparison comparison) {
    this.comparison = comparison;
  }

  /** What makes the second one differ from the first. */
  public static TokenChanges between(TokenView before, TokenView after) {
    return new TokenChanges(Comparison.of(Listings.of(before, true), Listings.of(after, true)).ofIdentities());
  }

  /** Whether nothing does. */
  public boolean none() {
    return comparison.differences().isEmpty();
  }

  /** The SIDs in it. */
  public List<Sid> sids() {
    List<Sid> sids = new ArrayList<>();
    for (Difference difference : comparison.differences()) {
      sids.addAll(difference.sids());
    }
    return sids;
  }

  /** As text. */
  public List<DiffText.Row> rows(SidNames names) {
    List<DiffText.Row> rows = new ArrayList<>();
    for (Difference difference : comparison.differences()) {
      rows.add(DiffPage.row(difference, names));
    }
    return rows;
  }

  /** As the member {@code differences}. */
  public void write(JsonDocument document) throws IOException {
    DiffJson.differences(document, comparison);
  }
}
