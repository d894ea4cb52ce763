package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.Generator;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Everything with a byte form in this package, so that one test holds all of it to the same rules. */
enum Codec {
  FRAME_HEADER(false) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      FrameHeader header = FrameHeader.decode(bytes);
      byte[] payload = new byte[header.length()];
      byte[] frame =
          FrameHeader.frame(header.kind(), header.operation(), header.requestId(), header.thread(), payload);
      return Arrays.copyOf(frame, FrameHeader.SIZE);
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return Arrays.copyOf(RandomMessages.header(random), FrameHeader.SIZE);
    }
  },
  INSPECT_REQUEST(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return InspectRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.inspectRequest(random).encode();
    }
  },
  INSPECTION(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return Inspection.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.inspection(random).encode();
    }
  },
  TOKEN_FACTS(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return TokenFacts.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.facts(random).encode();
    }
  },
  NAMES_REQUEST(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return NamesRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.namesRequest(random).encode();
    }
  },
  NAMES_REPLY(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return NamesReply.decode(bytes, NAMES).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.namesReply(random, NAMES).encode();
    }
  },
  AUTHORITY_STATUS(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return AuthorityStatus.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.status(random).encode();
    }
  },
  WORDS(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return Words.encode(Words.decode(Operation.OPEN_THREAD, bytes, 3));
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return Words.encode(random.nextInt(), random.nextInt(), random.nextInt());
    }
  },
  SIZED(false) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return Sized.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.sized(random).encode();
    }
  },
  ADJUST_REQUEST(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return AdjustRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.adjustRequest(random).encode();
    }
  },
  GROUP_STATES(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return GroupStatesReply.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.groupStates(random).encode();
    }
  },
  ADJUST_DEFAULT(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return AdjustDefaultRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.adjustDefault(random).encode();
    }
  },
  RESTRICT(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return RestrictRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.restrict(random).encode();
    }
  },
  RUN(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return RunRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.run(random).encode();
    }
  },
  PRIVILEGE_CHECK(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return PrivilegeCheckRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.privilegeCheck(random).encode();
    }
  },
  IMPERSONATION(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return ImpersonationReply.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.impersonation(random).encode();
    }
  },
  SET_SECURITY(false) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return SetSecurityRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.setSecurity(random).encode();
    }
  },
  PIN_NAME(false) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return PinName.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.pinName(random).encode();
    }
  },
  PIN_REQUEST(false) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return PinRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.pinRequest(random).encode();
    }
  },
  OPEN_PIN(false) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return PinRequest.Open.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.openPin(random).encode();
    }
  },
  PINS(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return PinsReply.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.pins(random).encode();
    }
  },
  SESSIONS(false) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return SessionsReply.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomRequests.sessions(random).encode();
    }
  },
  EVENTS_REQUEST(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return EventsRequest.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      int wait = random.nextInt(EventsRequest.MAX_WAIT_MILLIS + 1);
      return new EventsRequest(random.nextLong(), wait).encode();
    }
  },
  EVENTS(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return EventsReply.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.events(random).encode();
    }
  },
  SESSION_TABLE(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return SessionTableReply.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomSessions.table(random).encode();
    }
  },
  SESSION(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return SessionReply.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomSessions.session(random).encode();
    }
  },
  LONG(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return Words.encodeLong(Words.decodeLong(Operation.DESTROY_SESSION, bytes));
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return Words.encodeLong(random.nextLong());
    }
  },
  FAILURE(true) {
    @Override
    byte[] rewrite(byte[] bytes) throws MalformedException {
      return Failure.decode(bytes).encode();
    }

    @Override
    byte[] sample(SplittableRandom random) {
      return RandomMessages.failure(random).encode();
    }
  };

  private static final int NAMES = 5;

  private final boolean knowsItsEnd;

  Codec(boolean knowsItsEnd) {
    this.knowsItsEnd = knowsItsEnd;
  }

  /** Whether the bytes say where they end, so that one more is one too many. */
  boolean knowsItsEnd() {
    return knowsItsEnd;
  }

  /** Reads a value and writes it again. */
  abstract byte[] rewrite(byte[] bytes) throws MalformedException;

  /** The bytes of a random value. */
  abstract byte[] sample(SplittableRandom random);

  /** Bytes that are nothing, or nearly something. */
  byte[] nearly(SplittableRandom random) {
    return random.nextInt(4) == 0 ? Generator.bytes(random, 80) : Generator.mutate(random, sample(random));
  }
}
