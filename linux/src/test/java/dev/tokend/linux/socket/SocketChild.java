package dev.tokend.linux.socket;

import dev.tokend.linux.Fd;
import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.process.ProcessIds;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** What a child of the tests does with sockets. Its exit status is the error number, or 0. */
final class SocketChild {
  private SocketChild() {}

  /**
   * {@code connect PATH}: connects, says one byte, waits for the end. {@code forge FD PID UID GID}: claims them; -1
   * for its own.
   */
  public static void main(String[] args) throws Exception {
    System.exit(switch (args[0]) {
      case "connect" -> connect(Path.of(args[1]));
      case "forge" -> forge(
          Integer.parseInt(args[1]),
          orOwn(args[2], ProcessIds.pid()),
          orOwn(args[3], ProcessIds.uid()),
          orOwn(args[4], ProcessIds.gid()));
      default -> throw new IllegalArgumentException(args[0]);
    });
  }

  private static int orOwn(String number, int own) {
    return number.equals("-1") ? own : Integer.parseInt(number);
  }

  private static int connect(Path path) throws Exception {
    try (Fd fd = UnixSocket.blocking(SocketType.SEQPACKET)) {
      UnixSocket.connect(fd.number(), path);
      new MessageSender(1).send(fd.number(), new byte[1], 0, 1, MessageFlags.NONE);
      return Math.min(0, new MessageReceiver(1).receive(fd.number(), MessageFlags.NONE));
    }
  }

  private static int forge(int fd, int pid, int uid, int gid) {
    Arena arena = Arena.global();
    MemorySegment data = arena.allocate(1);
    MessageHeader header = new MessageHeader(arena, MessageHeader.space(12));
    header.control.putLong(0, MessageHeader.CMSG_HEADER + 12);
    header.control.putInt(8, SocketFacts.SOL_SOCKET);
    header.control.putInt(12, MessageHeader.SCM_CREDENTIALS);
    header.control.putInt(16, pid);
    header.control.putInt(20, uid);
    header.control.putInt(24, gid);
    header.prepare(data.address(), 1, MessageHeader.space(12));
    long result = Syscall.invoke(SyscallNumber.SENDMSG, fd, header.address(), 0);
    return result < 0 ? (int) -result : 0;
  }
}
