package dev.tokend.live;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sessions, tokens of them and pins, each with a name of its own, and each step written down for the {@link SoakLedger}.
 * Who is not root keeps pins of its own token alone.
 */
final class SoakKeeping implements SoakLoad {
  private static final int QUERY = 0x8;
  private static final int MOST_KEPT = 8;
  private static final int MAXIMUM = 0x0200_0000;

  private final SplittableRandom random;
  private final Path socket;
  private final String number;
  private final boolean root = ProcessIds.effectiveUid() == 0;
  private final Deque<Pinned> pins = new ArrayDeque<>();
  private final Deque<Session> empty = new ArrayDeque<>();
  private int last;

  private record Pinned(String name, String user) {
    String key() {
      return "pin:" + name;
    }

    PinRequest request() {
      return PinRequest.own(new PinName(name));
    }
  }

  private record Session(String user, long id) {
    String key() {
      return "session:" + user;
    }
  }

  SoakKeeping(SplittableRandom random, Path socket, String number) {
    this.random = random;
    this.socket = socket;
    this.number = number;
  }

  @Override
  public void step(TokenClient client) throws RefusedException, IOException, InterruptedException {
    switch (random.nextInt(root ? 6 : 3)) {
      case 0 -> pinOwn(client);
      case 1 -> read(client);
      case 2 -> unpin(client);
      case 3 -> open(client);
      case 4 -> mint(client);
      default -> destroy(client);
    }
  }

  private void pinOwn(TokenClient client) throws RefusedException, IOException {
    try (TokenHandle own = client.open(new Target.Self(), MAXIMUM);
        TokenHandle less = own.restrict(RestrictRequest.of(0, List.of(), List.of(Sid.of("S-1-1-0")), false))) {
      pin(less, root ? "S-1-5-18" : Sid.unixUser(ProcessIds.effectiveUid()).toString());
    }
  }

  private void pin(TokenHandle token, String user) throws RefusedException, IOException {
    if (pins.size() >= MOST_KEPT) {
      return;
    }
    Pinned pinned = new Pinned(name(), user);
    if (user.startsWith("S-1-5-21-")) {
      SoakWorker.say("follow session:" + user + " " + pinned.key());
    }
    SoakWorker.say("want " + pinned.key());
    try {
      token.pin(new PinName(pinned.name()));
    } catch (RefusedException e) {
      SoakWorker.say("none " + pinned.key());
      if (e.failure().errno() == Errno.EMFILE) {
        return;
      }
      throw e;
    }
    SoakWorker.say("have " + pinned.key());
    pins.add(pinned);
  }

  private void unpin(TokenClient client) throws RefusedException, IOException {
    Pinned pinned = pins.peek();
    if (pinned != null) {
      SoakWorker.say("drop " + pinned.key());
      client.pins().unpin(pinned.request());
      pins.remove();
      SoakWorker.say("gone " + pinned.key());
    }
  }

  /** What is kept is what was pinned. */
  private void read(TokenClient client) throws RefusedException, IOException {
    Pinned pinned = pins.peekLast();
    if (pinned == null) {
      return;
    }
    try (TokenHandle opened = client.pins().open(pinned.request(), QUERY)) {
      String user = Sid.readExact(opened.query(QueryClass.USER)).toString();
      if (!user.equals(pinned.user())) {
        SoakWorker.say("defect " + pinned + " is of " + user);
      }
    } catch (MalformedException e) {
      throw new IOException(e);
    }
  }

  private String name() {
    return "soak-" + number + "-" + ++last;
  }

  private Session session(TokenClient client) throws RefusedException, IOException {
    String user = "S-1-5-21-7-" + number + "-" + ++last + "-1001";
    SoakWorker.say("want session:" + user);
    Session session = new Session(user, client.sessions().create(hex(OperationsTest.sessionSpec(user))));
    SoakWorker.say("have " + session.key());
    return session;
  }

  private void open(TokenClient client) throws RefusedException, IOException {
    if (empty.size() < MOST_KEPT) {
      empty.add(session(client));
    }
  }

  private void destroy(TokenClient client) throws RefusedException, IOException {
    Session session = empty.peek();
    if (session != null) {
      SoakWorker.say("drop " + session.key());
      client.sessions().destroy(session.id());
      empty.remove();
      SoakWorker.say("gone " + session.key());
    }
  }

  /** A session that ends with its last token: here a linked pair, a copy, sometimes a process or a pin. */
  private void mint(TokenClient client) throws RefusedException, IOException, InterruptedException {
    Session session = session(client);
    byte[] spec = hex(OperationsTest.tokenSpec(session.user(), session.id()));
    SoakWorker.say("drop " + session.key());
    try (TokenHandle full = client.createToken(spec)) {
      SoakWorker.say("tied " + session.key());
      try (TokenHandle limited = client.createToken(spec);
          TokenHandle copy = full.duplicate(MAXIMUM, TokenType.IMPERSONATION, ImpersonationLevel.IMPERSONATION)) {
        client.link(full, limited, session.id());
        full.linked().handle().close();
        copy.impersonate();
        client.revert();
      }
      switch (random.nextInt(20)) {
        case 0 -> install(session);
        case 1, 2, 3, 4 -> client.sessions().invalidate(session.id());
        case 5, 6, 7, 8 -> pin(full, session.user());
        default -> SoakWorker.say("tied " + session.key());
      }
    }
  }

  /** A process with the token, and a child of it. */
  private void install(Session session) throws IOException, InterruptedException {
    String java = ProcessHandle.current().info().command().orElseThrow();
    new ProcessBuilder(
            java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"), "dev.tokend.live.Act", socket.toString(),
            "create t " + OperationsTest.tokenSpec(session.user(), session.id()), "install t",
            "shell sleep 0.1 & sleep 0.2", "show")
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** What was asked last may have been done or not; all else is there as before. */
  @Override
  public void lost() {
    pins.clear();
    empty.clear();
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }
}
