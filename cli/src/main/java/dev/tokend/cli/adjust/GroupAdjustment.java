package dev.tokend.cli.adjust;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.argument.GroupWord;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TargetJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Targets;
import dev.tokend.cli.text.ChangeTable;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AdjustRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code adjust groups} (tokens §14.2). */
final class GroupAdjustment implements Adjustment {
  private static final List<String> STATES = List.of("enabled", "disabled", "on", "off");

  private final List<Assignment> assignments;
  private final List<Integer> indices = new ArrayList<>();

  private GroupAdjustment(List<Assignment> assignments) {
    this.assignments = assignments;
  }

  static GroupAdjustment of(List<String> words, boolean reset) throws UsageException {
    List<Assignment> assignments = reset ? List.of() : Assignment.parse(words, "WHICH=STATE");
    for (Assignment assignment : assignments) {
      if (!STATES.contains(assignment.state())) {
        throw assignment.badState(STATES);
      }
    }
    return new GroupAdjustment(assignments);
  }

  @Override
  public int right() {
    return TokenRights.ADJUST_GROUPS;
  }

  @Override
  public Fields fields() {
    return new Fields(List.of(TokenField.USER, TokenField.GROUPS));
  }

  @Override
  public void apply(Asking asking, TokenHandle handle, TokenView before, SidNames names)
      throws CommandException, UsageException, IOException {
    GroupWord groups =
        new GroupWord(Targets.described(Targets.of(asking.session().invocation())), before.groups(), names);
    List<AdjustRequest.Entry> entries = new ArrayList<>();
    for (Assignment assignment : assignments) {
      int index = groups.index(assignment.name());
      if (indices.contains(index)) {
        throw AdjustCommand.usage("one group twice", assignment.name());
      }
      String fixed = fixed(before, before.groups().get(index));
      if (fixed != null) {
        throw Absent.fixedGroup(asking, names.text(before.groups().get(index).sid()), fixed);
      }
      indices.add(index);
      entries.add(new AdjustRequest.Entry(index, isOn(assignment) ? 1 : 0));
    }
    if (assignments.isEmpty()) {
      entries.add(AdjustRequest.RESET_GROUPS);
    }
    asking.wish(
        new Target.Handle(handle.number()), Adjustment.attempt("the groups", asking),
        () -> handle.adjustGroups(entries));
  }

  private static boolean isOn(Assignment assignment) {
    return assignment.state().equals("enabled") || assignment.state().equals("on");
  }

  /** Why a group keeps its state whatever is asked (tokens §14.2, "protected"); null for one that does not. */
  private static @Nullable String fixed(TokenView token, SidAndAttributes group) {
    if (group.isLogonId()) {
      return "the logon SID";
    }
    if (group.isMandatory()) {
      return "mandatory";
    }
    if (group.isDenyOnly()) {
      return "deny-only";
    }
    return group.sid().equals(token.user()) ? "the token's user" : null;
  }

  private List<Integer> told(TokenView before, TokenView after) {
    if (!assignments.isEmpty()) {
      return indices;
    }
    List<Integer> changed = new ArrayList<>();
    for (int i = 0; i < before.groups().size(); i++) {
      if (!before.groups().get(i).equals(after.groups().get(i))) {
        changed.add(i);
      }
    }
    return changed;
  }

  private static String state(TokenView token, int index) {
    return token.groups().get(index).isEnabled() ? "enabled" : "disabled";
  }

  @Override
  public String text(TokenView before, TokenView after, SidNames names, Style style) {
    List<ChangeTable.Row> rows = new ArrayList<>();
    for (int index : told(before, after)) {
      rows.add(new ChangeTable.Row(
          names.text(before.groups().get(index).sid()), state(before, index), state(after, index)));
    }
    return ChangeTable.of("group", rows, "every group was at its default already", style);
  }

  @Override
  public String json(Target target, TokenView before, TokenView after, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    TargetJson.write(document, target);
    document.out().name("groups").beginArray();
    for (int index : told(before, after)) {
      document.out().beginObject();
      document.out().name("index").value(index);
      document.out().name("group");
      document.sid(before.groups().get(index).sid());
      document.out().name("before").value(state(before, index));
      document.out().name("after").value(state(after, index));
      document.out().endObject();
    }
    document.out().endArray();
    return document.end();
  }
}
