package dev.tokend.linux.seccomp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Runs the few instructions of classic BPF that a filter is made of, on a struct seccomp_data. */
final class BpfMachine {
  private static final int DATA_SIZE = 64;

  private BpfMachine() {}

  /** The program's result. */
  static int run(List<BpfInstruction> program, int architecture, int number, long... arguments) {
    ByteBuffer data = ByteBuffer.allocate(DATA_SIZE).order(ByteOrder.LITTLE_ENDIAN);
    data.putInt(0, number).putInt(4, architecture);
    for (int i = 0; i < arguments.length; i++) {
      data.putLong(16 + 8 * i, arguments[i]);
    }
    int accumulator = 0;
    int at = 0;
    while (true) {
      BpfInstruction now = program.get(at++);
      int operand = now.operand();
      switch (now.code()) {
        case 0x20 -> accumulator = data.getInt(operand);
        case 0x54 -> accumulator &= operand;
        case 0x15 -> at += accumulator == operand ? now.whenTrue() : now.whenFalse();
        case 0x35 ->
            at += Integer.compareUnsigned(accumulator, operand) >= 0 ? now.whenTrue() : now.whenFalse();
        case 0x06 -> {
          return operand;
        }
        default -> throw new IllegalStateException("no such instruction: " + now);
      }
    }
  }
}
