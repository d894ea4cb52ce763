package dev.tokend.linux.process;

import dev.tokend.linux.FdFlags;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.OpenFlags;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a child JVM of the tests does. */
final class ProcessChild {
  private static volatile byte[] sink;

  private ProcessChild() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      // exec COMMAND...: becomes it, with a file of /etc open and inheritable, or says why not.
      case "exec" -> {
        System.out.print("before ");
        int inherited = FileOpen.open(Path.of("/etc/passwd"), OpenFlags.READ_ONLY).detach();
        FdFlags.keepOnExec(inherited);
        List<byte[]> command = OwnArguments.last(args.length - 1);
        fail(Command.of(command).withVariable("TOKEN_FD", Integer.toString(inherited)));
      }
      // ignore SIGNAL... -- COMMAND
      case "ignore" -> {
        Exec.ignoreSignals(Long.parseLong(args[1]));
        fail(Command.of(OwnArguments.last(args.length - 2)));
      }
      // busy COMMAND...: becomes it while threads allocate.
      case "busy" -> {
        for (int i = 0; i < 3; i++) {
          Thread.ofPlatform().daemon().start(() -> {
            while (true) {
              sink = new byte[1 << 16];
            }
          });
        }
        fail(Command.of(OwnArguments.last(args.length - 1)));
      }
      case "virtual" -> {
        List<String> seen = new ArrayList<>();
        Thread.ofVirtual().start(() -> {
          try {
            fail(Command.of("true"));
          } catch (IllegalStateException e) {
            seen.add(String.valueOf(e.getMessage()));
          }
        }).join();
        System.out.print(seen);
      }
      case "daemon" -> {
        ProcessControl.newSession();
        ProcessControl.forbidTracing();
        System.out.print(Files.getAttribute(Path.of("/proc/self/status"), "unix:uid"));
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void fail(Command command) {
    System.out.print(Exec.replace(command).getMessage());
  }
}
