package dev.tokend.authority.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.process.Child;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Spawn;
import java.util.ArrayList;
import java.util.List;

/** Processes that do nothing until they are ended. */
final class Children implements AutoCloseable {
  private static final int SIGKILL = 9;

  private final List<Child> living = new ArrayList<>();

  Child start() throws ErrnoException {
    Child child = Spawn.of(Command.of("sleep", "3600")).start();
    living.add(child);
    return child;
  }

  /** Ends and reaps a child; its pidfd stays open. */
  void end(Child child) throws ErrnoException {
    living.remove(child);
    child.process().signal(SIGKILL);
    child.awaitExitStatus();
  }

  @Override
  public void close() throws ErrnoException {
    for (Child child : List.copyOf(living)) {
      end(child);
      child.close();
    }
  }
}
