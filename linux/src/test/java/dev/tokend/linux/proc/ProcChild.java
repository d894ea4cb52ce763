package dev.tokend.linux.proc;

import dev.tokend.linux.proc.ProcReading.Present;

/** Run as an ordinary user: whether the user namespace of somebody else's process is told, by its uid map alone. */
final class ProcChild {
  private ProcChild() {}

  public static void main(String[] args) {
    ProcReading<ProcFolder> process = ProcFs.SYSTEM.process(Integer.parseInt(args[0]));
    ProcFolder folder = ((Present<ProcFolder>) process).value();
    boolean told = folder.userNamespace().equals(new Present<>(new UserNamespace(0, true)));
    System.exit(told ? 0 : 1);
  }
}
