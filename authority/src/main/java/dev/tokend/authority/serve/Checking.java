package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.ResultMode;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.query.CheckAccess;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.AccessCheckReply;
import dev.tokend.surface.protocol.AccessCheckRequest;
import dev.tokend.surface.protocol.Operation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks access to objects that others guard (tokens §7). */
final class Checking {

  private final Monitor monitor;
  private final Handles handles;

  Checking(Monitor monitor, Handles handles) {
    this.monitor = monitor;
    this.handles = handles;
  }

  Reply answer(Operation operation, Call call) throws Refusal, FailedException, MalformedException {
    @Nullable Handle subject = call.descriptors().isEmpty() ? null : handles.of(call.descriptors(), operation.word());
    AccessCheckRequest request = AccessCheckRequest.decode(call.payload());
    ResultMode mode = operation == Operation.ACCESS_CHECK_LIST ? ResultMode.PER_NODE : ResultMode.SCALAR;
    AccessDecision decision =
        monitor.checkAccess(
            new CheckAccess.Request(
                call.caller(),
                subject,
                request.pip(),
                PreparedDescriptor.of(request.descriptor()),
                request.desired(),
                request.mapping(),
                request.intent(),
                request.selfSid(),
                request.objectTypes(),
                mode,
                request.localClaims(),
                request.context()));
    return Reply.of(
        new AccessCheckReply(
                decision.allowed(),
                decision.granted(),
                decision.continuousAudit(),
                decision.stagingMismatch(),
                mode == ResultMode.PER_NODE ? nodes(decision, request.objectTypes()) : List.of())
            .encode());
  }

  private static List<AccessCheckReply.Node> nodes(AccessDecision decision, @Nullable ObjectTypeList types) {
    List<AccessCheckReply.Node> nodes = new ArrayList<>();
    for (int node = 0; types != null && node < types.size(); node++) {
      nodes.add(new AccessCheckReply.Node(decision.nodeGranted().get(node), decision.allowedAt(node)));
    }
    return nodes;
  }
}
