package dev.tokend.surface.protocol;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.Oracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the protocol, in both directions: what is read is written back to something that reads the same. */
class MessageFuzzTest {
  private static final int OF_EACH = 4;

  static List<byte[]> messages() {
    List<byte[]> seeds = new ArrayList<>();
    for (Codec codec : Codec.values()) {
      for (int seed = 0; seed < OF_EACH; seed++) {
        seeds.add(numbered(codec.ordinal(), codec.sample(new SplittableRandom(seed))));
      }
    }
    return seeds;
  }

  static List<byte[]> checks() {
    List<byte[]> seeds = new ArrayList<>();
    seeds.add(numbered(0, AccessCheckMessagesTest.request()));
    seeds.add(numbered(1, AccessCheckMessagesTest.reply().encode()));
    return seeds;
  }

  private static byte[] numbered(int number, byte[] message) {
    byte[] seed = new byte[1 + message.length];
    seed[0] = (byte) number;
    System.arraycopy(message, 0, seed, 1, message.length);
    return seed;
  }

  /** The first byte is the number of the codec, the rest its message. */
  @MethodSource("messages")
  @FuzzTest
  void message(byte[] input) throws MalformedException {
    if (input.length != 0) {
      Codec codec = Codec.values()[(input[0] & 0xFF) % Codec.values().length];
      Oracle.accepts(Arrays.copyOfRange(input, 1, input.length), codec::rewrite);
    }
  }

  /** An access check and its answer, by the first byte. */
  @MethodSource("checks")
  @FuzzTest
  void accessCheck(byte[] input) throws MalformedException {
    if (input.length != 0) {
      byte[] message = Arrays.copyOfRange(input, 1, input.length);
      if ((input[0] & 1) == 0) {
        Oracle.accepts(message, bytes -> {
          AccessCheckRequest unused = AccessCheckRequest.decode(bytes);
          return bytes;
        });
      } else {
        Oracle.accepts(message, bytes -> AccessCheckReply.decode(bytes).encode());
      }
    }
  }
}
