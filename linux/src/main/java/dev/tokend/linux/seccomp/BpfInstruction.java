package dev.tokend.linux.seccomp;

/**
 * One instruction of classic BPF, {@code struct sock_filter}: u16 code @0, u8 jt @2, u8 jf @3, u32 k @4.
 *
 * @param code what it does, one of the constants
 * @param whenTrue how many instructions a conditional jump skips where the condition holds
 * @param whenFalse how many where it does not
 * @param operand the offset, the number to compare with, or the result; unsigned
 */
public record BpfInstruction(int code, int whenTrue, int whenFalse, int operand) {
  /** Bytes of one. */
  public static final int SIZE = 8;

  /** BPF_LD | BPF_W | BPF_ABS: the accumulator becomes the word at an offset. */
  public static final int LOAD = 0x20;

  /** BPF_JMP | BPF_JEQ | BPF_K: is the accumulator equal. */
  public static final int IF_EQUAL = 0x15;

  /** BPF_JMP | BPF_JGE | BPF_K: is the accumulator as great or greater, unsigned. */
  public static final int IF_AT_LEAST = 0x35;

  /** BPF_ALU | BPF_AND | BPF_K: the accumulator keeps the bits of a mask. */
  public static final int AND = 0x54;

  /** BPF_RET | BPF_K: the program's result. */
  public static final int RETURN = 0x06;

  private static final int LONGEST_JUMP = 255;

  /** Checks the jumps: they are bytes. */
  public BpfInstruction {
    if (whenTrue < 0 || whenTrue > LONGEST_JUMP || whenFalse < 0 || whenFalse > LONGEST_JUMP) {
      throw new IllegalArgumentException("a jump of more than " + LONGEST_JUMP + " instructions, or backwards");
    }
  }

  /** One that jumps nowhere. */
  static BpfInstruction plain(int code, int operand) {
    return new BpfInstruction(code, 0, 0, operand);
  }
}
