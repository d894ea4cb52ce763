package dev.tokend.surface.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.Oracle;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.InspectRequest;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client makes of the answer of an authority that may be anything: a value, a refusal or an IOException. */
class AnswerFuzzTest {
  private static final AuthorityAddress NOWHERE =
      new AuthorityAddress(Path.of("/nonexistent"), AuthorityAddress.Origin.GIVEN);

  /** What a client asks. */
  private enum Question {
    STATUS {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.status();
      }
    },
    INSPECT {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.inspect(new Target.Self(), 8, 1 << 1, false);
      }
    },
    SUBJECT {
      @Override
      Object ask(TokenClient client) throws Exception {
        return TokenSubject.read(client, new Target.Self());
      }
    },
    ALL_CLASSES {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.inspect(new Target.Self(), 8, InspectRequest.ALL_CLASSES, true);
      }
    },
    NAMES {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.names(List.of(WellKnown.EVERYONE, WellKnown.SYSTEM));
      }
    },
    SESSIONS {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.sessions().list();
      }
    },
    SESSION_TABLE {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.sessions().table();
      }
    },
    SESSION {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.sessions().show(SessionClient.OWN);
      }
    },
    CREATE_SESSION {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.sessions().create(new byte[0]);
      }
    },
    PINS {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.pins().list();
      }
    },
    EVENTS {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.events().after(0, 0);
      }
    },
    WATCH {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.events().watch(new Target.Self()).next(0);
      }
    },
    PROCESSES {
      @Override
      Object ask(TokenClient client) throws Exception {
        return client.processes().list();
      }
    };

    abstract Object ask(TokenClient client) throws Exception;
  }

  static List<byte[]> answers() {
    List<byte[]> seeds = new ArrayList<>();
    for (Question question : Question.values()) {
      seeds.add(new byte[] {(byte) question.ordinal(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
      seeds.add(new byte[] {(byte) question.ordinal(), 1, 13, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }
    byte[][] payloads = new byte[25][];
    Arrays.fill(payloads, 1, payloads.length, new byte[4]);
    byte[] token = new Inspection(8, payloads, null).encode();
    for (Question question : List.of(Question.INSPECT, Question.SUBJECT, Question.ALL_CLASSES)) {
      byte[] seed = new byte[2 + token.length];
      seed[0] = (byte) question.ordinal();
      System.arraycopy(token, 0, seed, 2, token.length);
      seeds.add(seed);
    }
    return seeds;
  }

  /** The first byte is the number of the question, the second tells a failure from a reply, the rest is its payload. */
  @MethodSource("answers")
  @FuzzTest
  void answer(byte[] input) throws Exception {
    if (input.length < 2) {
      return;
    }
    Question question = Question.values()[(input[0] & 0xFF) % Question.values().length];
    Oracle.bounded(input, bytes -> {
      try (TokenClient client = new TokenClient(new Exchange(NOWHERE, new OneAnswer(bytes)))) {
        assertThat(question.ask(client)).isNotNull();
      } catch (RefusedException e) {
        assertThat(e.failure().reason()).isNotNull();
      } catch (IOException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
      return bytes;
    });
  }

  /** Answers once, as whoever has this socket pleases, and then is gone. */
  private static final class OneAnswer implements Transport {
    private byte[] left;

    private OneAnswer(byte[] input) {
      this.left = input;
    }

    @Override
    public Answer exchange(byte[] frame, int[] descriptors) throws IOException {
      if (left.length == 0) {
        throw new EOFException("the authority closed the connection");
      }
      try {
        FrameHeader request = FrameHeader.decode(frame);
        FrameHeader.Kind kind = (left[1] & 1) == 0 ? FrameHeader.Kind.REPLY : FrameHeader.Kind.FAILURE;
        byte[] payload = Arrays.copyOfRange(left, 2, left.length);
        byte[] header = FrameHeader.frame(kind, request.operation(), request.requestId(), 0, payload);
        left = new byte[0];
        return new Answer(Arrays.copyOf(header, FrameHeader.SIZE), payload, null);
      } catch (MalformedException e) {
        throw new IllegalStateException("a client that sends no frame", e);
      }
    }

    @Override
    public void close() {
      left = new byte[0];
    }
  }
}
