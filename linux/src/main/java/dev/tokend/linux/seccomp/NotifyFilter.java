package dev.tokend.linux.seccomp;

import java.util.List;

/**
 * Which system calls wait for another process's answer: a range of numbers, and ioctl(2) with requests of one type. All
 * others go on at once.
 *
 * <p>Only the calls of x86-64 proper are looked at. Those of the 32-bit and x32 tables go on: they have no such calls,
 * and the kernel says so.
 *
 * @param first the first number of the range
 * @param last the last one
 * @param ioctlType bits 8 to 15 of an ioctl request (ioctl(2), _IOC_TYPE)
 */
public record NotifyFilter(int first, int last, int ioctlType) {
  /** The result that lets a call go on. */
  public static final int ALLOW = 0x7FFF0000;

  /** The result that makes it wait. */
  public static final int NOTIFY = 0x7FC00000;

  /** AUDIT_ARCH_X86_64. */
  public static final int X86_64 = 0xC000003E;

  /** The call that the type is looked at of. */
  public static final int IOCTL = 16;

  // struct seccomp_data: nr @0, arch @4, instruction pointer @8, arguments of 8 bytes each @16.
  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int SECOND_ARGUMENT = 24;

  private static final int TYPE_SHIFT = 8;
  private static final int TYPE_MASK = 0xFF << TYPE_SHIFT;

  /**
   * The program. The kernel takes an ioctl request for an unsigned 32-bit number, so the lower half of the argument is
   * all there is to look at.
   */
  public List<BpfInstruction> program() {
    return List.of(
        BpfInstruction.plain(BpfInstruction.LOAD, ARCHITECTURE),
        new BpfInstruction(BpfInstruction.IF_EQUAL, 0, 7, X86_64),
        BpfInstruction.plain(BpfInstruction.LOAD, NUMBER),
        new BpfInstruction(BpfInstruction.IF_AT_LEAST, 5, 0, last + 1),
        new BpfInstruction(BpfInstruction.IF_AT_LEAST, 5, 0, first),
        new BpfInstruction(BpfInstruction.IF_EQUAL, 0, 3, IOCTL),
        BpfInstruction.plain(BpfInstruction.LOAD, SECOND_ARGUMENT),
        BpfInstruction.plain(BpfInstruction.AND, TYPE_MASK),
        new BpfInstruction(BpfInstruction.IF_EQUAL, 1, 0, ioctlType << TYPE_SHIFT),
        BpfInstruction.plain(BpfInstruction.RETURN, ALLOW),
        BpfInstruction.plain(BpfInstruction.RETURN, NOTIFY));
  }
}
