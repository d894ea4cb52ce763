package dev.tokend.live;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Exec;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Restricts itself to a SID and becomes a command: after the authority's socket and the SID, its words. */
final class Restricted {
  private Restricted() {}

  public static void main(String[] arguments) throws Exception {
    try (TokenClient client = Sandbox.connect(Path.of(arguments[0]))) {
      List<Sid> sids = List.of(Sid.of(arguments[1]));
      client.runLowered(new RunRequest(null, RestrictRequest.of(0, List.of(), sids, false)));
    }
    throw Exec.replace(Command.of(Arrays.copyOfRange(arguments, 2, arguments.length)));
  }
}
