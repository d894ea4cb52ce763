package dev.tokend.cli.text;

import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A token that was made: who it is, what it has, and what becomes of it. */
public final class MadeText {
  private MadeText() {}

  /**
   * The text.
   *
   * @param token with {@link dev.tokend.cli.view.Fields#MADE}; null where it cannot be read
   * @param names the names of the SIDs in it
   * @param access the rights of the handle on it; empty where they are not of interest
   * @param remarks a paragraph each
   */
  public static String of(
      @Nullable TokenView token, SidNames names, Style style, List<String> access, List<String> remarks) {
    Page.Rows rows = token == null ? new Page.Rows() : rows(token, names, style);
    if (!access.isEmpty()) {
      rows.paragraph("handle", String.join(", ", access));
    }
    Page page = new Page(style).rows(rows).line("");
    for (String remark : remarks) {
      page.paragraph(remark);
    }
    return page.text();
  }

  private static Page.Rows rows(TokenView token, SidNames names, Style style) {
    Page.Rows rows = new TokenText(token, names, style).principalRows();
    list(rows, "restricting SIDs", texts(token.restrictedSids(), names));
    List<SidAndAttributes> denied = new ArrayList<>();
    for (SidAndAttributes group : token.groups()) {
      if (group.isDenyOnly()) {
        denied.add(group);
      }
    }
    rows.add("groups", Integer.toString(token.groups().size()));
    list(rows, "deny-only", texts(denied, names));
    List<String> privileges = FlagNames.privileges(token.privileges().present());
    list(rows, "privileges", privileges.isEmpty() ? List.of("none") : privileges);
    return rows;
  }

  private static void list(Page.Rows rows, String label, List<String> values) {
    if (!values.isEmpty()) {
      rows.paragraph(label, String.join(", ", values));
    }
  }

  private static List<String> texts(List<SidAndAttributes> sids, SidNames names) {
    List<String> texts = new ArrayList<>();
    for (SidAndAttributes sid : sids) {
      texts.add(names.text(sid.sid()));
    }
    return texts;
  }
}
