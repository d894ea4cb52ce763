package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.derive.CreateToken;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.derive.Filter;
import dev.tokend.monitor.operation.derive.FilterArgument;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.Words;

/** Makes a token of a spec or of another token (tokens §11 to §13). */
final class Deriving {

  private final Monitor monitor;
  private final Handles handles;

  Deriving(Monitor monitor, Handles handles) {
    this.monitor = monitor;
    this.handles = handles;
  }

  Reply answer(Operation operation, Call call) throws Refusal, FailedException, MalformedException {
    return handles.grant(derive(operation, call), call, operation);
  }

  private Handle derive(Operation operation, Call call) throws Refusal, FailedException, MalformedException {
    return switch (operation) {
      case CREATE_TOKEN ->
          monitor.createToken(new CreateToken.Request(call.caller(), Bytes.of(call.payload())));
      case DUPLICATE -> {
        int[] words = Words.decode(operation, call.payload(), 3);
        Handle source = handles.of(call.descriptors(), operation.word());
        yield monitor.duplicate(new Duplicate.Request(call.caller(), source, words[0], words[1], words[2]));
      }
      case RESTRICT -> {
        RestrictRequest request = RestrictRequest.decode(call.payload());
        Handle source = handles.of(call.descriptors(), operation.word());
        yield monitor.filter(new Filter.Request(call.caller(), source, argument(request)));
      }
      default -> throw new IllegalArgumentException(operation + " makes no token");
    };
  }

  static FilterArgument argument(RestrictRequest request) {
    return new FilterArgument(
        request.privilegesToDelete(),
        request.denyCount(),
        request.restrictCount(),
        request.flags(),
        request.data());
  }
}
