package dev.tokend.monitor.operation.query;

import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sd.DescriptorParts;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sd.SecurityInformation;
import dev.tokend.monitor.event.EventObject;
import dev.tokend.monitor.gate.AccessGate;
import dev.tokend.monitor.gate.DescriptorFlags;
import dev.tokend.monitor.gate.HandleGate;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.MonitorState;
import dev.tokend.monitor.state.Token;

/** Reads parts of a token's own security descriptor, with a live access check (tokens §16 get). */
public final class GetSecurity {
  private static final Rule KIND =
      Rule.at(
          Operation.GET_SECURITY,
          "tokens §22",
          Errno.EACCES,
          "handle kind",
          "a handle from an inspection node can only be queried");
  private static final Rule FLAGS =
      Rule.row(Operation.GET_SECURITY, "1", Errno.EINVAL, "flags", "an unknown flag is set");
  private static final Rule PARTS =
      Rule.row(
          Operation.GET_SECURITY,
          "2",
          Errno.EINVAL,
          "parts",
          "the parts named are none, unknown, or both the SACL and the label");
  private static final Rule ACCESS =
      Rule.row(
          Operation.GET_SECURITY,
          "3",
          Errno.EACCES,
          "token access",
          "the token's security descriptor does not grant the access");

  private final AccessGate access;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param handle on the token; its mask does not matter
   * @param flags see {@link DescriptorFlags}
   * @param parts bits of {@link SecurityInformation}
   */
  public record Request(Caller caller, Handle handle, int flags, int parts) {}

  /** The operation over {@code state}. */
  public GetSecurity(MonitorState state) {
    this.access = new AccessGate(state);
  }

  /**
   * The parts asked for as a descriptor of their own; what is missing is left out.
   *
   * @throws Refusal EINVAL for flags or parts; EACCES without READ_CONTROL, or ACCESS_SYSTEM_SECURITY for the SACL
   */
  public SecurityDescriptor execute(Request request) throws Refusal {
    HandleGate.require(KIND, request.handle());
    if (!DescriptorFlags.isValid(request.flags())) {
      throw FLAGS.refuse();
    }
    if (!SecurityInformation.isValid(request.parts())) {
      throw PARTS.refuse();
    }
    Token target = request.handle().token();
    Token effective = request.caller().effective();
    int needed = SecurityInformation.readAccess(request.parts());
    if (effective == null) {
      throw ACCESS.refuse(new Need.TokenRights(needed));
    }
    AccessDecision decision =
        access.check(
            request.caller(),
            effective,
            target.descriptor(),
            new EventObject.OfToken(target.id()),
            needed,
            GenericMapping.TOKEN);
    if (!decision.allowed()) {
      throw AccessGate.refusal(
          ACCESS, effective, new Need.TokenRights(needed & ~decision.granted()), target.user());
    }
    return DescriptorParts.select(target.descriptor().descriptor(), request.parts());
  }
}
