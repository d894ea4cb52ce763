package dev.tokend.bench;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.client.AuthorityAddress;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A client that keeps its connection, and how long each of its exchanges takes: one at a time, the next when the answer
 * to the last is there.
 */
public final class RoundTrip {
  private static final int TOKEN_QUERY = 0x8;

  private RoundTrip() {}

  /** One exchange. */
  private interface Step {
    void run() throws RefusedException, IOException;
  }

  /**
   * Prints exchanges a second, and the 50th and 99th of a hundred durations in nanoseconds.
   *
   * @param args the authority's socket; {@code inspect}: open the own token, query, close, or {@code query}: one query
   *     of an open handle; how many exchanges to measure, after as many that are not
   */
  public static void main(String[] args) throws RefusedException, IOException {
    Path socket = Path.of(args[0]);
    int count = Integer.parseInt(args[2]);
    try (TokenClient client = TokenClient.connect(new AuthorityAddress(socket, AuthorityAddress.Origin.GIVEN))) {
      if (args[1].equals("inspect")) {
        Target self = new Target.Self();
        int user = 1 << QueryClass.USER.number();
        measure(count, () -> client.inspect(self, TOKEN_QUERY, user, false));
      } else {
        try (TokenHandle handle = client.open(new Target.Self(), TOKEN_QUERY)) {
          measure(count, () -> handle.query(QueryClass.USER));
        }
      }
    }
  }

  private static void measure(int count, Step step) throws RefusedException, IOException {
    for (int i = 0; i < count; i++) {
      step.run();
    }
    long[] durations = new long[count];
    long begin = System.nanoTime();
    long last = begin;
    for (int i = 0; i < count; i++) {
      step.run();
      long now = System.nanoTime();
      durations[i] = now - last;
      last = now;
    }
    Arrays.sort(durations);
    System.out.println(
        count * 1_000_000_000L / (last - begin) + " " + durations[count / 2] + " " + durations[count / 100 * 99]);
  }
}
