package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.util.HexFormat;

/**
 * Asks for its own user on a connection to the authority that it inherited, its first argument; or for the query class
 * that is its second, told in hex.
 */
final class AskOnDescriptor {
  private AskOnDescriptor() {}

  public static void main(String[] arguments) throws Exception {
    RawClient client = RawClient.inherited(Integer.parseInt(arguments[0]));
    if (arguments.length > 1) {
      QueryClass asked = QueryClass.byName(arguments[1]);
      byte[] reply = client.askUntilKnown(RawClient.inspect(new Target.Self(), asked));
      System.out.println(HexFormat.of().formatHex(Inspection.decode(reply).payload(asked)));
      return;
    }
    byte[] reply = client.askUntilKnown(RawClient.inspect(new Target.Self(), QueryClass.USER));
    System.out.println(Sid.readExact(Inspection.decode(reply).payload(QueryClass.USER)));
  }
}
