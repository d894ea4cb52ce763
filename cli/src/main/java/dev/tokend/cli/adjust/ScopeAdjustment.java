package dev.tokend.cli.adjust;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.argument.Digits;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TargetJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.text.ChangeTable;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/**
 * {@code adjust session}: the interactivity scope (tokens §14.4).
 *
 * @param scope unsigned
 */
record ScopeAdjustment(int scope) implements Adjustment {

  static ScopeAdjustment of(List<String> words) throws UsageException {
    if (words.size() != 1) {
      throw AdjustCommand.usage("no interactivity scope", "give one number, such as token adjust session 2");
    }
    try {
      return new ScopeAdjustment(Digits.unsigned32(words.getFirst(), 10));
    } catch (NumberFormatException e) {
      throw AdjustCommand.usage(
          "no interactivity scope", words.getFirst() + ", expected a number from 0 to 4294967295");
    }
  }

  @Override
  public int right() {
    return TokenRights.ADJUST_SCOPE;
  }

  @Override
  public Fields fields() {
    return new Fields(List.of(TokenField.INTERACTIVITY_SCOPE));
  }

  @Override
  public void apply(Asking asking, TokenHandle handle, TokenView before, SidNames names)
      throws CommandException, IOException {
    asking.wish(
        new Target.Handle(handle.number()), Adjustment.attempt("the interactivity scope", asking),
        () -> handle.adjustInteractivityScope(scope));
  }

  @Override
  public String text(TokenView before, TokenView after, SidNames names, Style style) {
    String was = Integer.toUnsignedString(before.interactivityScope());
    String is = Integer.toUnsignedString(after.interactivityScope());
    return ChangeTable.of("setting", List.of(new ChangeTable.Row("interactivity scope", was, is)), "", style);
  }

  @Override
  public String json(Target target, TokenView before, TokenView after, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    TargetJson.write(document, target);
    document.out().name("interactivity_scope").beginObject();
    document.out().name("before").value(Integer.toUnsignedLong(before.interactivityScope()));
    document.out().name("after").value(Integer.toUnsignedLong(after.interactivityScope()));
    document.out().endObject();
    return document.end();
  }
}
