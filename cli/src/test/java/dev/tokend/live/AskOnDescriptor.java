package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;

/** Asks for its own user on a connection to the authority that it inherited, as descriptor number one of its arguments. */
final class AskOnDescriptor {
  private AskOnDescriptor() {}

  public static void main(String[] arguments) throws Exception {
    RawClient client = RawClient.inherited(Integer.parseInt(arguments[0]));
    byte[] reply = client.askUntilKnown(RawClient.inspect(new Target.Self(), QueryClass.USER));
    System.out.println(Sid.readExact(Inspection.decode(reply).payload(QueryClass.USER)));
  }
}
