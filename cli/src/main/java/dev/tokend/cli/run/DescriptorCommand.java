package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.batch.DescriptorLines;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.json.DescriptorJson;
import dev.tokend.cli.object.DescriptorOutput;
import dev.tokend.cli.object.ObjectKind;
import dev.tokend.cli.text.DescriptorTable;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code sd}: a descriptor in all its forms or one. An authority is asked for names if one runs, and not needed. */
public final class DescriptorCommand {
  private static final String HELP = "token help sd";

  private DescriptorCommand() {}

  /** The output. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    Invocation invocation = session.invocation();
    String form = invocation.value(Flags.AS);
    if (invocation.has(Flags.BATCH)) {
      if (invocation.has(Flags.TYPE)) {
        throw new UsageException(
            "flag of a single descriptor", "token sd --batch does not take --type", List.of(), HELP);
      }
      return BatchCommand.run(session, new DescriptorLines(DescriptorOutput.of(form), session.json()));
    }
    if (invocation.operands().isEmpty()) {
      throw new UsageException("missing argument", "token sd needs SD", List.of(), HELP);
    }
    SecurityDescriptor descriptor = DescriptorArgument.read(invocation.operands().getFirst());
    if (form != null && !session.json()) {
      return Output.of(one(descriptor, DescriptorOutput.of(form)) + '\n');
    }
    String typeName = invocation.value(Flags.TYPE);
    ObjectType type = typeName == null ? null : ObjectKind.of(typeName);
    return Output.of(all(session, descriptor, type));
  }

  private static String one(SecurityDescriptor descriptor, DescriptorOutput form) throws CommandException {
    try {
      return form.print(descriptor);
    } catch (InexpressibleException e) {
      throw CommandException.of(
          ExitStatus.FAILED, "cannot write the descriptor as SDDL", e.part() + ": " + e.reason(),
          List.of("--as hex and --as base64 can express everything"), e);
    }
  }

  private static String all(Session session, SecurityDescriptor descriptor, @Nullable ObjectType type)
      throws IOException {
    SidNames names = names(session, FieldSids.of(descriptor));
    return session.json()
        ? DescriptorJson.of(descriptor, type, names)
        : DescriptorTable.of(descriptor, type, names, session.style());
  }

  /** The names that the catalogue has, and those of an authority that runs already. */
  static SidNames names(Session session, List<Sid> sids) throws IOException {
    SidNames local = SidNames.local(session.form());
    if (local.unknown(sids).isEmpty()) {
      return local;
    }
    try (Authority authority = session.connect(ClientFactory.Starting.NEVER)) {
      return session.names(authority, sids);
    } catch (IOException e) {
      return local;
    }
  }
}
