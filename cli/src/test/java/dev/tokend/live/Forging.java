package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import java.nio.file.Path;

/**
 * Asks who it is in the name of threads that are not its own: the authority's socket, then their numbers. Tells for each
 * what came of it.
 */
final class Forging {
  private Forging() {}

  public static void main(String[] arguments) throws Exception {
    byte[] self = new InspectRequest(new Target.Self(), 0x8, 1 << QueryClass.USER.number(), false).encode();
    try (RawClient client = RawClient.connect(Path.of(arguments[0]))) {
      for (int i = 1; i < arguments.length; i++) {
        try {
          int thread = Integer.parseInt(arguments[i]);
          byte[] reply = client.ask(RawClient.request(Operation.INSPECT, thread, self));
          System.out.println(Sid.readExact(Inspection.decode(reply).payload(QueryClass.USER)));
        } catch (RawClient.Refused e) {
          System.out.println(e.failure().errno() + " " + e.failure().check());
        }
      }
    }
  }
}
