package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.PinRequest;
import dev.tokend.surface.protocol.PinsReply;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.SessionSummary;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clients that are gone at any byte of a request: what they asked is done as a whole or not at all, and not at all where
 * a byte of it is missing. To the authority a client that was killed is one that closes everything.
 */
class BrokenOffTest {
  private static final int MAXIMUM = 0x0200_0000;
  private static final int PRIMARY = 1;

  /** One for requests that pass descriptors, and one for the others. */
  private static final int OWN_CONNECTIONS = 2;

  private static Sandbox sandbox;
  private static Path machine;
  private static TokenClient observer;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    observer = Sandbox.connect(machine);
    observer.open(new Target.Self(), MAXIMUM).close();
  }

  @AfterAll
  static void stop() throws IOException {
    if (observer != null) {
      observer.close();
    }
    sandbox.close();
  }

  /** Everything that a request could have changed. */
  private record State(Set<String> pins, Set<Long> sessions, int tokens, int handles) {
    static State now() throws Exception {
      Set<String> pins = new TreeSet<>();
      for (PinsReply.Pin pin : observer.pins().list()) {
        pins.add(pin.name().text());
      }
      Set<Long> sessions = new TreeSet<>();
      for (SessionSummary session : observer.sessions().table()) {
        sessions.add(session.id());
      }
      AuthorityStatus status = observer.status();
      return new State(pins, sessions, status.tokens(), status.handles());
    }

    /** The state once the authority has heard of the end of everybody else. */
    static State settled() throws Exception {
      // Who connected before this one has been accepted when this one is answered.
      try (RawClient last = RawClient.connect(machine)) {
        last.ask(RawClient.request(Operation.STATUS, 0, new byte[0]));
      }
      for (int i = 0; i < 1000 && observer.status().connections() > OWN_CONNECTIONS; i++) {
        Thread.sleep(5);
      }
      assertThat(observer.status().connections()).isEqualTo(OWN_CONNECTIONS);
      return now();
    }
  }

  /** What the request does to the state where it is done. */
  private interface Done {
    boolean isDone(State before, State after);
  }

  private interface Undo {
    void undo() throws Exception;
  }

  /** Breaks a request off before each of its bytes, and after the last one. */
  private static void brokenOff(byte[] frame, Done done, Undo undo, int... descriptors) throws Exception {
    for (int length = 0; length <= frame.length; length++) {
      State before = State.settled();
      try (RawClient client = RawClient.connect(machine)) {
        if (length > 0) {
          client.send(Arrays.copyOf(frame, length), descriptors);
        }
      }
      State after = State.settled();
      // A handle that nobody took hangs up when the authority has let go of the connection that it lies in.
      for (int i = 0; i < 500 && after.handles() != before.handles(); i++) {
        Thread.sleep(10);
        after = State.now();
      }
      if (length == frame.length && !after.equals(before)) {
        assertThat(done.isDone(before, after)).as("%s became %s", before, after).isTrue();
        undo.undo();
      } else {
        assertThat(after).as("after %d bytes of %d", length, frame.length).isEqualTo(before);
      }
    }
  }

  private static void unpin(String name) throws Exception {
    observer.pins().unpin(PinRequest.own(new PinName(name)));
  }

  @Test
  void a_session_is_there_or_not() throws Exception {
    byte[] spec = HexFormat.of().parseHex(OperationsTest.sessionSpec(Minted.ALICE));
    Set<Long> before = State.now().sessions();
    brokenOff(
        RawClient.request(Operation.CREATE_SESSION, 0, spec),
        (was, is) -> is.sessions().size() == was.sessions().size() + 1 && is.tokens() == was.tokens(),
        () -> {
          for (long session : State.now().sessions()) {
            if (!before.contains(session)) {
              observer.sessions().destroy(session);
            }
          }
        });
  }

  @Test
  void a_session_is_gone_or_not() throws Exception {
    long session = observer.sessions().create(HexFormat.of().parseHex(OperationsTest.sessionSpec(Minted.ALICE)));
    brokenOff(
        RawClient.request(Operation.DESTROY_SESSION, 0, Words.encodeLong(session)),
        (was, is) -> was.sessions().contains(session) && !is.sessions().contains(session),
        () -> assertThat(State.now().sessions()).doesNotContain(session));
    if (State.now().sessions().contains(session)) {
      observer.sessions().destroy(session);
    }
  }

  @Test
  void a_pin_is_there_or_not() throws Exception {
    try (TokenHandle own = observer.open(new Target.Self(), MAXIMUM)) {
      State first = State.settled();
      assertThat(first.handles()).isEqualTo(1);
      brokenOff(
          RawClient.request(Operation.PIN, 0, new PinName("broken").encode()),
          (was, is) -> is.pins().contains("broken") && is.tokens() == was.tokens(),
          () -> unpin("broken"),
          own.number());
    }
  }

  @Test
  void a_pin_is_gone_or_not() throws Exception {
    try (TokenHandle own = observer.open(new Target.Self(), MAXIMUM)) {
      own.pin(new PinName("kept"));
    }
    brokenOff(
        RawClient.request(Operation.UNPIN, 0, PinRequest.own(new PinName("kept")).encode()),
        (was, is) -> was.pins().contains("kept") && !is.pins().contains("kept"),
        () -> assertThat(State.now().pins()).doesNotContain("kept"));
    if (State.now().pins().contains("kept")) {
      unpin("kept");
    }
  }

  @Test
  void a_token_whose_handle_nobody_took_is_nobodys() throws Exception {
    long session = observer.sessions().create(HexFormat.of().parseHex(OperationsTest.sessionSpec(Minted.ALICE)));
    byte[] spec = HexFormat.of().parseHex(OperationsTest.tokenSpec(Minted.ALICE, session));
    // The session ends with its one token, which ended with the client.
    brokenOff(
        RawClient.request(Operation.CREATE_TOKEN, 0, spec),
        (was, is) -> !is.sessions().contains(session) && is.tokens() == was.tokens(),
        () -> assertThat(State.now().handles()).isZero());
    try (TokenHandle own = observer.open(new Target.Self(), MAXIMUM)) {
      RestrictRequest less = RestrictRequest.of(0, List.of(), List.of(Sid.of("S-1-1-0")), false);
      Done never = (was, is) -> false;
      Undo nothing = () -> assertThat(State.now().handles()).isEqualTo(1);
      brokenOff(RawClient.request(Operation.RESTRICT, 0, less.encode()), never, nothing, own.number());
      byte[] copy = Words.encode(MAXIMUM, PRIMARY, 0);
      brokenOff(RawClient.request(Operation.DUPLICATE, 0, copy), never, nothing, own.number());
      brokenOff(RawClient.request(Operation.OPEN_SELF, 0, Words.encode(0, MAXIMUM)), never, nothing);
    }
  }
}
