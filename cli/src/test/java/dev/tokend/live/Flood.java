package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens as many connections as it is told, keeps them, and says how many of them are answered; with another argument it
 * stays.
 */
final class Flood {
  private Flood() {}

  public static void main(String[] arguments) throws Exception {
    List<RawClient> clients = new ArrayList<>();
    int answered = 0;
    for (int i = 0; i < Integer.parseInt(arguments[1]); i++) {
      RawClient client = RawClient.connect(Path.of(arguments[0]));
      clients.add(client);
      try {
        client.ask(RawClient.inspect(new Target.Self(), QueryClass.USER));
        answered++;
      } catch (RawClient.Refused | IOException e) {
        // Refused, and the connection was closed: whether that is told depends on when.
        continue;
      }
    }
    System.out.println(answered + " answered");
    if (arguments.length > 2) {
      Thread.sleep(Long.MAX_VALUE);
    }
    for (RawClient client : clients) {
      client.close();
    }
  }
}
