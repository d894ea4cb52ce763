package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that disturbs the others in one way, as long as it may: each line of its input begins or ends it, and is
 * answered, the end by how often it sent something or connected. Arguments: the authority's socket, and the {@link Way}.
 */
final class Neighbour {
  private static final int CONNECTIONS = 200;
  private static final int AT_ONCE = 32;
  private static final byte[] REQUEST = RawClient.inspect(new Target.Self(), QueryClass.USER);
  private static final byte[] LARGE =
      RawClient.request(Operation.ACCESS_CHECK, 0, new byte[Operation.ACCESS_CHECK.maxPayload()]);

  /** How it disturbs. */
  enum Way {
    /** Asks as fast as it can, many requests at a time on each of its connections. */
    FLOODS,
    /** Begins messages on all its connections and ends none. */
    STALLS,
    /** Asks as long as it can send, and reads no answer. */
    NEVER_READS,
    /** Connects until it is refused, over and over. */
    OPENS_UNTIL_REFUSED
  }

  private final UnixDomainSocketAddress authority;
  private final List<SocketChannel> connections = new ArrayList<>();
  private volatile boolean on;
  private long done;

  private Neighbour(String authority) {
    this.authority = UnixDomainSocketAddress.of(authority);
  }

  public static void main(String[] arguments) throws Exception {
    Neighbour neighbour = new Neighbour(arguments[0]);
    Way way = Way.valueOf(arguments[1]);
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      neighbour.on = true;
      Thread disturbing = Thread.ofPlatform().start(() -> neighbour.disturb(way));
      System.out.println(line);
      lines.readLine();
      neighbour.on = false;
      disturbing.join();
      neighbour.closeAll();
      System.out.println(neighbour.done);
      neighbour.done = 0;
    }
  }

  private void disturb(Way way) {
    while (on) {
      try {
        switch (way) {
          case FLOODS -> flood();
          case STALLS -> stall();
          case NEVER_READS -> neverRead();
          case OPENS_UNTIL_REFUSED -> openUntilRefused();
        }
      } catch (IOException e) {
        // Cut off: again from the beginning.
        closeAll();
      }
    }
  }

  private void open(int most) throws IOException {
    while (connections.size() < most) {
      SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX);
      connections.add(connection);
      connection.connect(authority);
      connection.configureBlocking(false);
      done++;
    }
  }

  private void send(SocketChannel connection, ByteBuffer bytes) throws IOException {
    if (connection.write(bytes) > 0) {
      done++;
    }
  }

  private void closeAll() {
    for (SocketChannel connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    connections.clear();
  }

  private static ByteBuffer requests(int count) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(REQUEST);
    }
    return ByteBuffer.wrap(all.toByteArray());
  }

  private void flood() throws IOException {
    open(CONNECTIONS / 4);
    ByteBuffer many = requests(AT_ONCE);
    ByteBuffer answers = ByteBuffer.allocate(1 << 16);
    while (on) {
      for (SocketChannel connection : connections) {
        send(connection, many.clear());
        connection.read(answers.clear());
      }
    }
  }

  private void stall() throws IOException {
    open(CONNECTIONS);
    for (SocketChannel connection : connections) {
      send(connection, ByteBuffer.wrap(Arrays.copyOf(REQUEST, 30)));
    }
    // As many large halves as are held for it, and some more on connections that are ended for it.
    for (SocketChannel connection : connections.subList(0, CONNECTIONS / 2)) {
      send(connection, ByteBuffer.wrap(LARGE, 0, 100_000));
    }
    while (on) {
      for (SocketChannel connection : connections) {
        send(connection, ByteBuffer.wrap(REQUEST, 0, 1));
        LockSupport.parkNanos(100_000);
      }
    }
  }

  private void neverRead() throws IOException {
    open(CONNECTIONS);
    ByteBuffer many = requests(AT_ONCE);
    while (on) {
      for (SocketChannel connection : connections) {
        send(connection, many.clear());
      }
    }
  }

  private void openUntilRefused() throws IOException {
    ByteBuffer told = ByteBuffer.allocate(1024);
    while (on) {
      open(connections.size() + 1);
      if (connections.size() > 256 && connections.getLast().read(told.clear()) != 0) {
        closeAll();
      }
    }
  }
}
