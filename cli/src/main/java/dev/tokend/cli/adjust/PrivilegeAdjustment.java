package dev.tokend.cli.adjust;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.argument.PrivilegeList;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TargetJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.text.ChangeTable;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.token.Privileges;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code adjust privs} (tokens §14.1).
 *
 * @param entries what becomes of which privilege; empty to return each to its default
 */
record PrivilegeAdjustment(List<AdjustRequest.Entry> entries) implements Adjustment {
  private static final int DISABLE = 0;
  private static final int ENABLE = 2;
  private static final int REMOVE = 4;
  private static final String ABSENT = "not-present";
  private static final List<String> STATES = List.of("enabled", "disabled", "removed", "on", "off");

  static PrivilegeAdjustment of(List<String> words, boolean reset) throws UsageException {
    List<AdjustRequest.Entry> entries = new ArrayList<>();
    if (reset) {
      return new PrivilegeAdjustment(entries);
    }
    long named = 0;
    for (Assignment assignment : Assignment.parse(words, "NAME=STATE")) {
      int bit = PrivilegeList.bit(assignment.name(), "adjust");
      if ((named >>> bit & 1) != 0) {
        throw AdjustCommand.usage("one privilege twice", FlagNames.privilege(bit));
      }
      named |= 1L << bit;
      entries.add(new AdjustRequest.Entry(bit, state(assignment)));
    }
    return new PrivilegeAdjustment(entries);
  }

  private static int state(Assignment assignment) throws UsageException {
    return switch (assignment.state()) {
      case "enabled", "on" -> ENABLE;
      case "disabled", "off" -> DISABLE;
      case "removed" -> REMOVE;
      default -> throw assignment.badState(STATES);
    };
  }

  @Override
  public int right() {
    return TokenRights.ADJUST_PRIVILEGES;
  }

  @Override
  public Fields fields() {
    return new Fields(List.of(TokenField.PRIVILEGES));
  }

  @Override
  public void apply(Asking asking, TokenHandle handle, TokenView before, SidNames names)
      throws CommandException, IOException {
    for (AdjustRequest.Entry entry : entries) {
      if (entry.state() == ENABLE && (before.privileges().present() >>> entry.number() & 1) == 0) {
        throw Absent.privilege(asking, FlagNames.privilege(entry.number()));
      }
    }
    List<AdjustRequest.Entry> request = entries.isEmpty() ? List.of(AdjustRequest.RESET_PRIVILEGES) : entries;
    asking.wish(
        new Target.Handle(handle.number()), Adjustment.attempt("the privileges", asking),
        () -> handle.adjustPrivileges(request));
  }

  /** The bits that are told about: those named, or all that a reset changed. */
  private long told(Privileges before, Privileges after) {
    long told = entries.isEmpty() ? before.enabled() ^ after.enabled() : 0;
    for (AdjustRequest.Entry entry : entries) {
      told |= 1L << entry.number();
    }
    return told;
  }

  private static String state(Privileges privileges, int bit) {
    if ((privileges.present() >>> bit & 1) == 0) {
      return ABSENT;
    }
    return (privileges.enabled() >>> bit & 1) != 0 ? "enabled" : "disabled";
  }

  private static String words(Privileges privileges, int bit) {
    String state = state(privileges, bit);
    return state.equals(ABSENT) ? "not present" : state;
  }

  @Override
  public String text(TokenView before, TokenView after, SidNames names, Style style) {
    List<ChangeTable.Row> rows = new ArrayList<>();
    long told = told(before.privileges(), after.privileges());
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((told >>> bit & 1) != 0) {
        rows.add(new ChangeTable.Row(
            FlagNames.privilege(bit), words(before.privileges(), bit), words(after.privileges(), bit)));
      }
    }
    return ChangeTable.of("privilege", rows, "every privilege was at its default already", style);
  }

  @Override
  public String json(Target target, TokenView before, TokenView after, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    TargetJson.write(document, target);
    document.out().name("privileges").beginArray();
    long told = told(before.privileges(), after.privileges());
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((told >>> bit & 1) != 0) {
        document.out().beginObject();
        document.out().name("privilege").value(FlagNames.privilege(bit));
        document.out().name("before").value(state(before.privileges(), bit));
        document.out().name("after").value(state(after.privileges(), bit));
        document.out().endObject();
      }
    }
    document.out().endArray();
    return document.end();
  }
}
