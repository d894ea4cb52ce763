package dev.tokend.cli.text;

import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidMeaning;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SIDs and names as text: a table, or one SID or name a line where only those are asked for. */
public final class SidTable {
  private SidTable() {}

  /** The text. */
  public static String of(List<SidMeaning> meanings, SidNames names, Style style) {
    Page page = new Page(style);
    if (names.form() != SidForm.BOTH) {
      for (SidMeaning meaning : meanings) {
        page.line(line(meaning, names));
      }
      return page.text();
    }
    Page.Table table = new Page.Table("asked", "SID", "name", "SDDL", "what");
    for (SidMeaning meaning : meanings) {
      Sid sid = meaning.sid();
      if (sid == null) {
        table.add(Printable.brief(meaning.word()), "not found", "", "", "");
      } else {
        table.add(Printable.brief(meaning.word()), sid.toString(), name(meaning, sid, names), alias(sid), what(meaning, sid));
      }
    }
    return page.table(table, Words.NONE).text();
  }

  private static String line(SidMeaning meaning, SidNames names) {
    Sid sid = meaning.sid();
    if (sid == null) {
      return "not found: " + Printable.brief(meaning.word());
    }
    return names.form() == SidForm.LABEL && !name(meaning, sid, names).isEmpty()
        ? name(meaning, sid, names)
        : sid.toString();
  }

  private static String name(SidMeaning meaning, Sid sid, SidNames names) {
    boolean account = meaning.kind() == SidMeaning.Kind.USER || meaning.kind() == SidMeaning.Kind.GROUP;
    return account ? meaning.word() : orNothing(names.name(sid));
  }

  private static String alias(Sid sid) {
    return orNothing(WellKnownSids.alias(sid));
  }

  private static String what(SidMeaning meaning, Sid sid) {
    return switch (meaning.kind()) {
      case USER -> "user of this machine";
      case GROUP -> "group of this machine";
      case SID, WELL_KNOWN, ALIAS, NOTHING -> orNothing(WellKnownSids.description(sid));
    };
  }

  private static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }
}
