package dev.tokend.cli.adjust;

import dev.tokend.cli.Accounts;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.argument.SidWord;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.derive.TokenRights;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.json.TargetJson;
import dev.tokend.cli.json.TokenJson;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.text.ChangeTable;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AdjustDefaultRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code adjust default} (tokens §14.3).
 *
 * @param invocation with at least one of the flags
 * @param accounts for owners and groups by name
 */
record DefaultAdjustment(Invocation invocation, Accounts accounts) implements Adjustment {

  static DefaultAdjustment of(Invocation invocation, Accounts accounts) throws UsageException {
    DefaultAdjustment adjustment = new DefaultAdjustment(invocation, accounts);
    if (!adjustment.changesOwner() && !adjustment.changesGroup() && !invocation.has(Flags.DACL)) {
      throw AdjustCommand.usage("nothing to adjust", "give --dacl, --owner, --group, or several");
    }
    return adjustment;
  }

  private boolean changesOwner() {
    return invocation.has(Flags.OWNER) || invocation.has(Flags.OWNER_INDEX);
  }

  private boolean changesGroup() {
    return invocation.has(Flags.GROUP) || invocation.has(Flags.GROUP_INDEX);
  }

  @Override
  public int right() {
    return TokenRights.ADJUST_DEFAULT;
  }

  @Override
  public Fields fields() {
    return new Fields(List.of(
        TokenField.USER, TokenField.GROUPS, TokenField.OWNER, TokenField.PRIMARY_GROUP, TokenField.DEFAULT_DACL));
  }

  @Override
  public void apply(Asking asking, TokenHandle handle, TokenView before, SidNames names)
      throws CommandException, UsageException, IOException {
    String sddl = invocation.value(Flags.DACL);
    int owner = index(asking, Flags.OWNER_INDEX, Flags.OWNER, before);
    if (owner > 0 && owner != AdjustDefaultRequest.LEAVE && owner <= before.groups().size()
        && !before.groups().get(owner - 1).isOwner()) {
      throw Absent.owner(asking, names.text(before.groups().get(owner - 1).sid()));
    }
    int group = index(asking, Flags.GROUP_INDEX, Flags.GROUP, before);
    AdjustDefaultRequest request = AdjustDefaultRequest.of(sddl == null ? null : dacl(sddl), owner, group);
    asking.wish(
        new Target.Handle(handle.number()), Adjustment.attempt("the defaults", asking),
        () -> handle.adjustDefault(request));
  }

  /** The index of formats §11.1: 0 for the user, N for group N-1. */
  private int index(Asking asking, Flag byIndex, Flag bySid, TokenView token) throws CommandException {
    String index = invocation.value(byIndex);
    if (index != null) {
      int number = Integer.parseInt(index);
      if (number > token.groups().size()) {
        throw missing(
            asking, "no group has " + byIndex.name() + " " + index, "the last one has " + token.groups().size());
      }
      return number;
    }
    String word = invocation.value(bySid);
    if (word == null) {
      return AdjustDefaultRequest.LEAVE;
    }
    Sid sid = SidWord.parse(word, accounts);
    if (sid.equals(token.user())) {
      return 0;
    }
    for (int i = 0; i < token.groups().size(); i++) {
      if (token.groups().get(i).sid().equals(sid)) {
        return i + 1;
      }
    }
    throw missing(asking, sid + " is neither its user nor one of its groups", "token groups lists them");
  }

  private static CommandException missing(Asking asking, String why, String fact) {
    return CommandException.of(
        ExitStatus.NOT_FOUND, Adjustment.attempt("the defaults", asking), why,
        List.of(fact + "; nothing was changed"), null);
  }

  /** An empty text is no DACL; a section may go without its letter. */
  private static Bytes dacl(String sddl) throws CommandException {
    if (sddl.isBlank()) {
      return Bytes.of(new byte[0]);
    }
    try {
      byte[] bytes = Sddl.parseAcl(sddl.startsWith("(") ? "D:" + sddl : sddl, AclSection.DACL).toByteArray();
      // SDDL says masks that no binary ACL may have (security-descriptors §10.4).
      return Bytes.of(Acl.parse(bytes).toByteArray());
    } catch (MalformedException e) {
      throw CommandException.of(
          ExitStatus.MALFORMED, "cannot read the DACL " + sddl, e.reason(),
          List.of("at character " + e.offset() + ", counted from 0"), e);
    }
  }

  @Override
  public String text(TokenView before, TokenView after, SidNames names, Style style) {
    List<ChangeTable.Row> rows = new ArrayList<>();
    if (changesOwner()) {
      rows.add(new ChangeTable.Row("owner", names.text(before.owner()), names.text(after.owner())));
    }
    if (changesGroup()) {
      rows.add(new ChangeTable.Row(
          "primary group", names.text(before.primaryGroup()), names.text(after.primaryGroup())));
    }
    if (invocation.has(Flags.DACL)) {
      rows.add(new ChangeTable.Row("default DACL", words(before.defaultDacl()), words(after.defaultDacl())));
    }
    return ChangeTable.of("default", rows, "", style);
  }

  private static String words(@Nullable Acl dacl) {
    if (dacl == null) {
      return "none";
    }
    AclNotation notation = AclNotation.ofDacl(dacl);
    String text = notation.text();
    return text == null ? "cannot express " + notation.obstacle() : text;
  }

  @Override
  public String json(Target target, TokenView before, TokenView after, SidNames names) throws IOException {
    JsonDocument document = new JsonDocument(names);
    TargetJson.write(document, target);
    change(document, TokenField.OWNER, changesOwner(), before, after);
    change(document, TokenField.PRIMARY_GROUP, changesGroup(), before, after);
    change(document, TokenField.DEFAULT_DACL, invocation.has(Flags.DACL), before, after);
    return document.end();
  }

  private static void change(
      JsonDocument document, TokenField field, boolean changed, TokenView before, TokenView after)
      throws IOException {
    document.out().name(field.json());
    if (!changed) {
      document.out().nullValue();
      return;
    }
    document.out().beginObject();
    document.out().name("before");
    new TokenJson(document, before).value(field);
    document.out().name("after");
    new TokenJson(document, after).value(field);
    document.out().endObject();
  }
}
