package dev.tokend.monitor.operation.adjust;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sd.DescriptorException;
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
import dev.tokend.monitor.state.StoredDescriptor;
import dev.tokend.monitor.state.Token;
import org.jspecify.annotations.Nullable;

/** Replaces parts of a token's own security descriptor, with a live access check (tokens §16 set). */
public final class SetSecurity {
  private static final int MAX_INPUT = 65535;

  private static final Rule KIND =
      Rule.at(
          Operation.SET_SECURITY,
          "tokens §22",
          Errno.EACCES,
          "handle kind",
          "a handle from an inspection node can only be queried");
  private static final Rule BUFFER = row("1", Errno.EINVAL, "buffer", "there are no bytes, or more than 65535");
  private static final Rule FLAGS = row("2", Errno.EINVAL, "flags", "an unknown flag is set");
  private static final Rule PARTS =
      row("2", Errno.EINVAL, "parts", "the parts named are none, unknown, or both the SACL and the label");
  private static final Rule ACCESS =
      row("3", Errno.EACCES, "token access", "the token's security descriptor does not grant the access");
  private static final Rule VALID =
      row("4", Errno.EINVAL, "descriptor", "the bytes are not a valid security descriptor");
  private static final Rule RESULT =
      Rule.at(
          Operation.SET_SECURITY,
          "tokens §16 set effect",
          Errno.EINVAL,
          "result",
          "the result would have no owner, or more than 65535 bytes");

  private final MonitorState state;
  private final AccessGate access;

  /**
   * What is asked.
   *
   * @param caller who asks
   * @param handle on the token; its mask does not matter
   * @param flags see {@link DescriptorFlags}
   * @param parts bits of {@link SecurityInformation}
   * @param input a self-relative descriptor whose named parts replace the token's; null for no buffer
   */
  public record Request(Caller caller, Handle handle, int flags, int parts, @Nullable Bytes input) {}

  /** The operation over {@code state}. */
  public SetSecurity(MonitorState state) {
    this.state = state;
    this.access = new AccessGate(state);
  }

  /**
   * Replaces the named parts with their control bits.
   *
   * @throws Refusal EINVAL for buffer, flags, parts or descriptor; EACCES without WRITE_OWNER, WRITE_DAC or
   *     ACCESS_SYSTEM_SECURITY as the parts need, for an owner that the caller may not give, a mandatory attribute that
   *     would be lost, or a label above the caller's integrity; ERANGE if modified_id cannot grow
   */
  public void execute(Request request) throws Refusal {
    HandleGate.require(KIND, request.handle());
    Bytes bytes = request.input();
    if (bytes == null || bytes.size() == 0 || bytes.size() > MAX_INPUT) {
      throw BUFFER.refuse();
    }
    if (!DescriptorFlags.isValid(request.flags())) {
      throw FLAGS.refuse();
    }
    int parts = request.parts();
    if (!SecurityInformation.isValid(parts)) {
      throw PARTS.refuse();
    }
    Token target = request.handle().token();
    Token effective = requireAccess(request.caller(), target, parts);
    SecurityDescriptor input = parse(bytes);
    SecurityDescriptor before = target.descriptor().descriptor();
    // Rows 5 to 7.
    long relied = PartRules.require(effective, before, input, parts);
    StoredDescriptor after = result(before, input, parts);
    state.adjust(Operation.SET_SECURITY, target, target.state().with(after));
    state.markUsed(effective, relied);
  }

  private Token requireAccess(Caller caller, Token target, int parts) throws Refusal {
    int needed = SecurityInformation.writeAccess(parts);
    Token effective = caller.effective();
    if (effective == null) {
      throw ACCESS.refuse(new Need.TokenRights(needed));
    }
    AccessDecision decision =
        access.checkToRestore(
            caller, effective, target.descriptor(), new EventObject.OfToken(target.id()), needed);
    if (!decision.allowed()) {
      throw AccessGate.refusal(
          ACCESS, effective, new Need.TokenRights(needed & ~decision.granted()), target.user());
    }
    return effective;
  }

  private static SecurityDescriptor parse(Bytes bytes) throws Refusal {
    try {
      return SecurityDescriptor.parse(bytes.toByteArray());
    } catch (MalformedException e) {
      throw VALID.refuse();
    }
  }

  private static StoredDescriptor result(SecurityDescriptor before, SecurityDescriptor input, int parts)
      throws Refusal {
    try {
      return StoredDescriptor.of(DescriptorParts.replace(before, input, parts));
    } catch (DescriptorException e) {
      throw RESULT.refuse();
    }
  }

  private static Rule row(String row, Errno errno, String words, String reason) {
    return Rule.row(Operation.SET_SECURITY, row, errno, words, reason);
  }
}
