package dev.tokend.linux.credentials;

import dev.tokend.linux.call.Syscall;
import dev.tokend.linux.call.SyscallNumber;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Exec;
import dev.tokend.linux.process.ProcessControl;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A child JVM that changes its credentials step by step, on a thread of its own; each argument is a step. A step that
 * fails is reported and passed over. After the steps comes {@code exec COMMAND}, or nothing.
 */
final class CredentialChild {
  private static final int ADD_KEY = 248;
  private static final int KEYCTL_READ = 11;
  private static final int SESSION_KEYRING = -3;
  private static final int PTRACE = 101;
  private static final int PTRACE_SEIZE = 0x4206;

  private static long key;

  private CredentialChild() {}

  public static void main(String[] args) throws Exception {
    List<String> steps = List.of(args);
    String[] last = steps.getLast().split(" ", -1);
    Thread thread = Thread.ofPlatform().start(() -> {
      if (last[0].equals("exec")) {
        System.out.println(Exec.replace(command(last), () -> steps(steps.subList(0, steps.size() - 1))));
      } else {
        steps(steps);
      }
    });
    thread.join();
  }

  private static Command command(String[] words) {
    List<byte[]> command = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      command.add(words[i].getBytes(StandardCharsets.UTF_8));
    }
    return Command.of(command);
  }

  private static void steps(List<String> steps) {
    for (String step : steps) {
      String[] words = step.split(" ", -1);
      try {
        step(words);
      } catch (Exception e) {
        System.out.println(words[0] + ": " + e.getMessage());
      }
    }
  }

  private static void step(String[] words) throws Exception {
    switch (words[0]) {
      case "groups" -> CredentialChange.setGroups(ids(words));
      case "gid" -> CredentialChange.setGroupIds(Integer.parseUnsignedInt(words[1]));
      case "uid" -> CredentialChange.setUserIds(Integer.parseUnsignedInt(words[1]));
      case "drop-all-but" -> {
        for (int capability = 0; capability <= 40; capability++) {
          if (capability != Integer.parseInt(words[1])) {
            CredentialChange.dropFromBoundingSet(capability);
          }
        }
      }
      case "drop" -> CredentialChange.dropFromBoundingSet(Integer.parseInt(words[1]));
      case "keep" -> CredentialChange.keepCapabilities();
      case "capabilities" -> CredentialChange.setCapabilities(mask(words[1]), mask(words[2]), mask(words[3]));
      case "raise" -> CredentialChange.raiseAmbient(Integer.parseInt(words[1]));
      case "clear" -> CredentialChange.clearAmbient();
      case "securebits" -> CredentialChange.setSecureBits(Integer.parseInt(words[1]));
      case "no-new-privileges" -> CredentialChange.setNoNewPrivileges();
      case "isolate" -> ProcessIsolation.enter();
      case "seize" -> Syscall.check("ptrace", Syscall.invoke(PTRACE, PTRACE_SEIZE, Integer.parseInt(words[1])));
      case "kill" -> ProcessControl.kill(Integer.parseInt(words[1]), 0);
      case "leave-keyring" -> CredentialChange.leaveSessionKeyring();
      case "add-key" -> {
        try (Arena arena = Arena.ofConfined()) {
          long type = arena.allocateFrom("user").address();
          long name = arena.allocateFrom("tokend-test").address();
          key = Syscall.check("add_key", Syscall.invoke(ADD_KEY, type, name, name, 6, SESSION_KEYRING));
        }
      }
      case "read-key" -> {
        try (Arena arena = Arena.ofConfined()) {
          MemorySegment content = arena.allocate(64);
          long size = Syscall.invoke(SyscallNumber.KEYCTL, KEYCTL_READ, key, content.address(), 63);
          Syscall.check("keyctl READ", size);
          System.out.println(content.getString(0));
        }
      }
      case "many-groups" -> {
        List<Integer> groups = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(words[1]); i++) {
          groups.add(100_000 + i);
        }
        CredentialChange.setGroups(groups);
        System.out.println(LinuxCredentials.ofCallingThread().groups().equals(groups));
      }
      case "show" -> System.out.println(LinuxCredentials.ofCallingThread());
      // How the leading thread still is: the JVM's own, which is neither main's nor this one.
      case "leader" -> System.out.print(Files.readString(Path.of("/proc/self/status")));
      case "thread" -> System.out.print(Files.readString(Path.of("/proc/thread-self/status")));
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static long mask(String hex) {
    return Long.parseUnsignedLong(hex, 16);
  }

  private static List<Integer> ids(String[] words) {
    List<Integer> ids = new ArrayList<>();
    for (int i = 1; i < words.length; i++) {
      ids.add(Integer.parseUnsignedInt(words[i]));
    }
    return ids;
  }
}
