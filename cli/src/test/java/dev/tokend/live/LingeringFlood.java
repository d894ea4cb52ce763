package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import java.nio.file.Path;

/** Passes sockets whose close waits to the authority, one with each request, until it is held up; says how many. */
final class LingeringFlood {
  private static final int PATIENCE_MILLIS = 2000;

  private LingeringFlood() {}

  public static void main(String[] arguments) throws Exception {
    Path authority = Path.of(arguments[0]);
    int passed = 0;
    RawClient client = RawClient.connect(authority);
    while (passes(client)) {
      passed++;
    }
    System.out.println("passed " + passed);
    RawClient another = RawClient.connect(authority);
    another.send(RawClient.inspect(new Target.Self(), QueryClass.USER));
    System.out.println(Poll.await(another.number(), Events.IN, PATIENCE_MILLIS) == 0 ? "held up" : "served");
    // The peers of the sockets stay until this is killed.
    Thread.sleep(Long.MAX_VALUE);
  }

  private static boolean passes(RawClient client) throws Exception {
    LingeringSocket socket = LingeringSocket.open();
    client.send(RawClient.request(Operation.STATUS, 0, new byte[0]), socket.number());
    // Mostly while it is on its way, so that the last close is the authority's; where it is not, it waits here.
    Thread leaving = new Thread(socket::leaveToOthers);
    leaving.setDaemon(true);
    leaving.start();
    if (Poll.await(client.number(), Events.IN, PATIENCE_MILLIS) == 0) {
      return false;
    }
    try {
      client.answer();
      throw new IllegalStateException("a status request takes no descriptor");
    } catch (RawClient.Refused e) {
      return true;
    }
  }
}
