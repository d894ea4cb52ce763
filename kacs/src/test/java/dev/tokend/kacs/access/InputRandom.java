package dev.tokend.kacs.access;

import java.util.random.RandomGenerator;

/** Makes the choices of a random generator from the bytes of a fuzzer, over and over, so that it can steer them. */
final class InputRandom implements RandomGenerator {
  private final byte[] input;
  private int at;

  InputRandom(byte[] input) {
    this.input = input;
  }

  @Override
  public int nextInt(int bound) {
    return (bound <= 0x100 ? next() : (next() << 16 | next() << 8 | next())) % bound;
  }

  @Override
  public int nextInt(int origin, int bound) {
    return origin + nextInt(bound - origin);
  }

  @Override
  public long nextLong() {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | next();
    }
    return value;
  }

  private int next() {
    return input.length == 0 ? 0 : input[at++ % input.length] & 0xFF;
  }
}
