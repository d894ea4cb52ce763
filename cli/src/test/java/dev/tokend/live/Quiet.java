package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Target;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * A client that asks for its own token now and then: for each line of its input, a number, so often; and tells within how
 * many nanoseconds 50 and 99 of a hundred were answered.
 */
final class Quiet {
  private static final long PAUSE_NANOS = 200_000;
  private static final byte[] REQUEST = RawClient.inspect(new Target.Self(), QueryClass.USER);

  private Quiet() {}

  public static void main(String[] arguments) throws Exception {
    BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (SocketChannel connection = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      connection.connect(UnixDomainSocketAddress.of(arguments[0]));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        long[] nanos = new long[Integer.parseInt(line)];
        for (int i = 0; i < nanos.length; i++) {
          LockSupport.parkNanos(PAUSE_NANOS);
          long start = System.nanoTime();
          ask(connection);
          nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        System.out.println(nanos[nanos.length / 2] + " " + nanos[nanos.length * 99 / 100]);
      }
    }
  }

  private static void ask(SocketChannel connection) throws IOException {
    ByteBuffer request = ByteBuffer.wrap(REQUEST);
    while (request.hasRemaining()) {
      connection.write(request);
    }
    ByteBuffer header = ByteBuffer.allocate(FrameHeader.SIZE);
    fill(connection, header);
    fill(connection, ByteBuffer.allocate(header.order(java.nio.ByteOrder.LITTLE_ENDIAN).getInt(16)));
  }

  private static void fill(SocketChannel connection, ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (connection.read(into) < 0) {
        throw new IOException("the authority closed the connection");
      }
    }
  }
}
