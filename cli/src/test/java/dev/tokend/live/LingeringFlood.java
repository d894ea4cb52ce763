package dev.tokend.live;

import dev.tokend.surface.protocol.Operation;
import java.io.IOException;
import java.nio.file.Path;

/** Passes sockets whose close waits to the authority, one with each request, until it is served no more. */
final class LingeringFlood {
  private static final int MANY = 1000;

  private LingeringFlood() {}

  public static void main(String[] arguments) throws Exception {
    int passed = 0;
    try (RawClient client = RawClient.connect(Path.of(arguments[0]))) {
      while (passed < MANY && passes(client)) {
        passed++;
      }
    }
    System.out.println("passed " + passed);
    try (RawClient again = RawClient.connect(Path.of(arguments[0]))) {
      System.out.println(again.isClosedByAuthority() ? "refused" : "served");
    }
    // The peers of the sockets stay until this is killed.
    Thread.sleep(Long.MAX_VALUE);
  }

  private static boolean passes(RawClient client) throws Exception {
    LingeringSocket socket = LingeringSocket.open();
    if (client.send(RawClient.request(Operation.STATUS, 0, new byte[0]), socket.number()) < 0) {
      // The connection was closed.
      socket.close();
      return false;
    }
    // While it is on its way, so that the last close is the authority's.
    socket.leaveToOthers();
    try {
      client.answer();
      throw new IllegalStateException("a status request takes no descriptor");
    } catch (RawClient.Refused e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
