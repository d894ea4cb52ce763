package dev.tokend.live;

import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A client process of a {@link Soak}: socket, kind of load, seed, number. What it has been promised, and what it is about
 * to ask, it says before the next step: a line is a whole write to a pipe, which stays there when the process is killed.
 * It ends when its input does.
 */
final class SoakWorker {
  private static final int STEPS_ON_A_CONNECTION = 100;

  private static volatile boolean stopped;

  private SoakWorker() {}

  /** Kinds of loads. */
  enum Kind {
    /** Sessions, tokens and pins, each written down. */
    KEEP,
    /** Everything that leaves nothing behind. */
    STEPS,
    /** Watches, waits for events. */
    WATCH,
    /** Identities that sockets carry. */
    PEER;

    private SoakLoad load(SplittableRandom random, Path socket, String number) throws IOException {
      return switch (this) {
        case KEEP -> new SoakKeeping(random, socket, number);
        case STEPS -> new SoakSteps(random);
        case WATCH -> new SoakWatching(random);
        case PEER -> new SoakPeers(random, Path.of("peers", number + ".sock"));
      };
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path socket = Path.of(arguments[0]);
    SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[2]));
    SoakLoad load = Kind.valueOf(arguments[1]).load(random, socket, arguments[3]);
    Thread.ofPlatform().start(() -> ask(socket, load, random));
    while (System.in.read() >= 0) {
      continue;
    }
    stopped = true;
  }

  private static void ask(Path socket, SoakLoad load, SplittableRandom random) {
    while (!stopped) {
      try (TokenClient client = Sandbox.connect(socket).forCallingThreads()) {
        // Who the thread acts as outlives the authority that was killed meanwhile.
        client.revert();
        for (int i = 0; i < STEPS_ON_A_CONNECTION && !stopped; i++) {
          one(load, client);
          if (i % 10 == 9) {
            say("did 10");
          }
          Thread.sleep(random.nextInt(4));
        }
      } catch (RefusedException e) {
        say("defect " + e.failure());
      } catch (IOException e) {
        load.lost();
        say("lost " + e.getMessage());
        if (!pause()) {
          return;
        }
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void one(SoakLoad load, TokenClient client) throws IOException, InterruptedException {
    try {
      load.step(client);
    } catch (RefusedException e) {
      say("defect " + e.failure());
    } catch (RuntimeException e) {
      say("defect " + e);
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(50);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  static void say(String line) {
    System.out.println(line);
  }
}
