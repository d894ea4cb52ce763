package dev.tokend.cli.run;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.batch.BadLineException;
import dev.tokend.cli.batch.JsonLists;
import dev.tokend.cli.batch.KnownPolicies;
import dev.tokend.cli.command.Flag;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.object.ObjectKind;
import dev.tokend.cli.object.ObjectParts;
import dev.tokend.cli.object.RequestedRights;
import dev.tokend.cli.object.SidArgument;
import dev.tokend.cli.text.Printable;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.CentralPolicy;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.PrivilegeIntent;
import dev.tokend.kacs.access.ResultMode;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the command line of a check asks, but for the token.
 *
 * @param object the object's descriptor
 * @param type what kind of object it is
 * @param desired the rights, MAXIMUM_ALLOWED and generic ones as they are
 * @param intent bits of {@link PrivilegeIntent}
 * @param self whom PRINCIPAL SELF stands for
 * @param parts the parts of the object asked about
 * @param claims the claims about the request
 * @param policies central policies by SID
 */
record CheckArguments(
    SecurityDescriptor object,
    ObjectType type,
    int desired,
    int intent,
    @Nullable Sid self,
    @Nullable ObjectTypeList parts,
    List<Claim> claims,
    Map<Sid, CentralPolicy> policies) {
  private static final String HELP = "token help check";

  /** The flags that say something about the one request of a command line, and nothing about a stream of them. */
  private static final List<Flag> SINGLE = List.of(
      Flags.ACCESS, Flags.TYPE, Flags.EXPLAIN, Flags.SELF_SID, Flags.INTENT, Flags.OBJECT_TYPE, Flags.CLAIMS,
      Flags.POLICIES, Flags.SELF, Flags.REAL, Flags.PID, Flags.TID, Flags.PEER, Flags.FD);

  static CheckArguments of(Invocation invocation) throws CommandException, UsageException {
    if (invocation.operands().isEmpty()) {
      throw new UsageException("missing argument", "token check needs SD", List.of(), HELP);
    }
    String rights = invocation.value(Flags.ACCESS);
    if (rights == null) {
      throw new UsageException("missing flag", "token check needs --access RIGHTS", List.of(), HELP);
    }
    ObjectType type = ObjectKind.of(invocation.value(Flags.TYPE));
    int desired = RequestedRights.parse(type, rights, "check");
    String parts = invocation.value(Flags.OBJECT_TYPE);
    String self = invocation.value(Flags.SELF_SID);
    try {
      return new CheckArguments(
          DescriptorArgument.readForCheck(invocation.operands().getFirst()),
          type,
          desired,
          intent(invocation.value(Flags.INTENT)),
          self == null ? null : sid(self),
          parts == null ? null : ObjectParts.parse(parts),
          claims(invocation.value(Flags.CLAIMS)),
          policies(invocation.value(Flags.POLICIES)));
    } catch (MalformedException e) {
      throw CommandException.of(
          ExitStatus.MALFORMED, "cannot read the " + e.structure(), e.reason() + " at character " + e.offset(),
          List.of(), e);
    }
  }

  /** The request of a subject. */
  AccessRequest request(Subject subject) {
    return AccessRequest.of(subject, PreparedDescriptor.of(object), desired, ObjectKind.mapping(type))
        .withIntent(intent)
        .withSelfSid(self)
        .withObjectTypes(parts, ResultMode.SCALAR)
        .withLocalClaims(claims)
        .withPolicies(new KnownPolicies(policies));
  }

  /** A line of a stream says everything itself, but who asks if it does not care. */
  static void refuseForBatch(Invocation invocation) throws UsageException {
    for (Flag flag : SINGLE) {
      if (invocation.has(flag)) {
        throw new UsageException(
            "flag of a single check", "token check --batch does not take " + flag.name(), List.of(), HELP);
      }
    }
  }

  private static Sid sid(String text) throws CommandException, MalformedException {
    Sid sid = SidArgument.parse(text);
    if (sid == null) {
      throw CommandException.of(
          ExitStatus.MALFORMED, "cannot read the SID",
          Printable.brief(text) + " is no SID and no name of a well-known one", List.of(), null);
    }
    return sid;
  }

  private static int intent(@Nullable String words) {
    if (words == null) {
      return PrivilegeIntent.NONE;
    }
    return (words.contains("backup") ? PrivilegeIntent.BACKUP : 0)
        | (words.contains("restore") ? PrivilegeIntent.RESTORE : 0);
  }

  private static List<Claim> claims(@Nullable String file) throws CommandException {
    if (file == null) {
      return List.of();
    }
    try {
      return JsonLists.claims(text(file, "the claims"));
    } catch (BadLineException e) {
      throw bad("cannot read the claims in " + file, e);
    }
  }

  private static Map<Sid, CentralPolicy> policies(@Nullable String file) throws CommandException {
    if (file == null) {
      return Map.of();
    }
    try {
      return JsonLists.policies(text(file, "the policies"));
    } catch (BadLineException e) {
      throw bad("cannot read the policies in " + file, e);
    }
  }

  private static String text(String file, String what) throws CommandException {
    return new String(InputFile.read(file, what), StandardCharsets.UTF_8);
  }

  private static CommandException bad(String attempt, BadLineException e) {
    return CommandException.of(ExitStatus.MALFORMED, attempt, e.reason(), List.of(), e);
  }
}
