package dev.tokend.live;

import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Takes more and more of one thing until it is refused: tells how many it has and by which error and check it was refused,
 * and keeps them until its input ends. Arguments: the authority's socket, what it takes, and how many at most.
 */
final class Greedy {
  private static final int QUERY = 0x8;

  private final Path authority;
  private final TokenClient client;
  private final List<AutoCloseable> taken = new ArrayList<>();

  private Greedy(Path authority) throws Exception {
    this.authority = authority;
    this.client = Sandbox.connect(authority);
  }

  public static void main(String[] arguments) throws Exception {
    Greedy greedy = new Greedy(Path.of(arguments[0]));
    System.out.println(greedy.takes(arguments[1], Integer.parseInt(arguments[2])));
    var _ = System.in.read();
    for (AutoCloseable one : greedy.taken) {
      one.close();
    }
    greedy.client.close();
  }

  private String takes(String what, int most) throws Exception {
    for (int count = 0; count < most; count++) {
      try {
        take(what, count);
      } catch (RefusedException e) {
        return count + told(e.failure());
      } catch (RawClient.Refused e) {
        return count + told(e.failure());
      }
    }
    return most + " and none refused";
  }

  private static String told(Failure failure) {
    return ", " + failure.errno() + " " + failure.check();
  }

  private void take(String what, int count) throws Exception {
    switch (what) {
      case "connections" -> connection(RawClient.request(Operation.LIST_PINS, 0, new byte[0]));
      case "halves" -> half();
      case "handles" -> taken.add(client.open(new Target.Self(), QUERY));
      case "watches" -> client.events().watch(new Target.Self());
      case "pins" -> {
        try (TokenHandle own = client.open(new Target.Self(), QUERY)) {
          own.pin(new PinName("greedy-" + count));
        }
      }
      case "registered" -> {
        Fd socket = UnixSocket.blocking(SocketType.STREAM);
        taken.add(socket);
        client.peers().register(socket.number(), ImpersonationLevel.IDENTIFICATION);
      }
      case "sessions" -> {
        var _ = client.sessions().create(HexFormat.of().parseHex(OperationsTest.sessionSpec("S-1-5-21-10-20-30-1001")));
      }
      default -> throw new IllegalArgumentException(what);
    }
  }

  private void connection(byte[] asked) throws Exception {
    RawClient connection = RawClient.connect(authority);
    taken.add(connection);
    var _ = connection.ask(asked);
  }

  /** A request of which all but the last byte is sent; the one that is too much is answered. */
  private void half() throws Exception {
    byte[] large = RawClient.request(Operation.ACCESS_CHECK, 0, new byte[Operation.ACCESS_CHECK.maxPayload()]);
    RawClient connection = RawClient.connect(authority);
    taken.add(connection);
    connection.send(Arrays.copyOf(large, large.length / 2));
    Thread.sleep(20);
    if (connection.isAnswered()) {
      var _ = connection.answer();
    }
  }
}
