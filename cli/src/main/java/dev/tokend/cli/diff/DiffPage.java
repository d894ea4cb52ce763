package dev.tokend.cli.diff;

import dev.tokend.cli.text.DiffText;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A comparison as text. */
record DiffPage(Side first, Side second, Comparison comparison, SidNames names) {

  /** One of the compared things, and whose it is. */
  record Side(Operand operand, Sid user) {}

  /**
   * The text.
   *
   * @param oneObject whether both are the same token object
   */
  String text(boolean oneObject, Style style) {
    List<String> remarks = new ArrayList<>();
    if (oneObject) {
      remarks.add("Both are one token object: what changes one of them changes the other.");
    }
    if (!comparison.notCompared().isEmpty()) {
      StringBuilder remark = new StringBuilder("Not compared, because a spec does not have it: ");
      for (Item item : comparison.notCompared()) {
        remark.append(item.name().text(names)).append(", ");
      }
      remarks.add(remark.append("the logon SID among the groups.").toString());
    }
    if (comparison.same() && !oneObject) {
      remarks.add("They are the same.");
    }
    List<DiffText.Part> parts = new ArrayList<>();
    for (Section section : Section.values()) {
      List<DiffText.Row> rows = new ArrayList<>();
      for (Difference difference : comparison.differences()) {
        if (difference.section() == section) {
          rows.add(row(difference, names));
        }
      }
      if (!rows.isEmpty()) {
        parts.add(new DiffText.Part(section.title(), section.heading(), rows));
      }
    }
    return DiffText.of(side(first), side(second), remarks, parts, style);
  }

  private DiffText.Side side(Side side) {
    return new DiffText.Side(
        side.operand().heading(), side.operand().described() + ", of " + names.text(side.user()));
  }

  static DiffText.Row row(Difference difference, SidNames names) {
    String mark = switch (difference.change()) {
      case ADDED -> "+";
      case REMOVED -> "-";
      case CHANGED -> "~";
    };
    return new DiffText.Row(
        mark, difference.text(names), text(difference.before(), names), text(difference.after(), names));
  }

  private static String text(@Nullable Value value, SidNames names) {
    return value == null ? "absent" : value.text(names);
  }
}
