package dev.tokend.authority.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.process.Child;
import dev.tokend.monitor.operation.adjust.AdjustPrivileges;
import dev.tokend.monitor.operation.derive.Duplicate;
import dev.tokend.monitor.operation.impersonate.Impersonate;
import dev.tokend.monitor.operation.open.OpenSelf;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import java.util.List;

/** A table of processes over a machine in memory; only the processes themselves are real. */
final class KnownProcesses implements AutoCloseable {
  final Machine machine = new Machine();
  final FakeReader reader = new FakeReader();
  final Children children = new Children();
  final EventLoop loop = new EventLoop();
  final Processes processes;

  /**
   * @param mostDerived of how many the derived tokens are remembered
   */
  KnownProcesses(int mostDerived) throws ErrnoException {
    this(mostDerived, 4096);
  }

  KnownProcesses(int mostDerived, int mostBound) throws ErrnoException {
    ProcessLimits most = new ProcessLimits(mostDerived, mostBound);
    processes = new Processes(loop, machine.monitor, reader, machine.derived, most);
  }

  @Override
  public void close() throws ErrnoException {
    processes.close();
    loop.close();
    children.close();
  }

  Child start(Person person) throws Exception {
    Child child = children.start();
    reader.says(child.pid(), person);
    return child;
  }

  Identified identify(Child child) throws Exception {
    return processes.identify(child.pid(), child.process());
  }

  ProcessState process(Child child) throws Exception {
    assertThat(identify(child)).isInstanceOf(Identified.Known.class);
    return ((Identified.Known) identify(child)).process();
  }

  Token token(Child child) throws Exception {
    return Machine.token(process(child));
  }

  boolean isKnown(Child child) {
    return machine.monitor.processes().find(child.process().inode()) != null;
  }

  /** Makes a process keep its token: it gives up a privilege. */
  void adjust(ProcessState process) throws Exception {
    int adjustPrivileges = 0x20;
    Caller caller = new Caller(process, 0);
    Handle handle = machine.monitor.openSelf(new OpenSelf.Request(caller, OpenSelf.REAL, adjustPrivileges));
    List<AdjustPrivileges.Entry> entries = List.of(new AdjustPrivileges.Entry(23, AdjustPrivileges.DISABLE));
    machine.monitor.adjustPrivileges(new AdjustPrivileges.Request(handle, 0, entries));
    machine.monitor.close(handle);
  }

  void impersonateItself(ProcessState process) throws Exception {
    int duplicateAndImpersonate = 0x6;
    Caller caller = new Caller(process, 1);
    Handle own = machine.monitor.openSelf(new OpenSelf.Request(caller, OpenSelf.REAL, duplicateAndImpersonate));
    Handle copy = machine.monitor.duplicate(new Duplicate.Request(caller, own, duplicateAndImpersonate, 2, 2));
    machine.monitor.impersonate(new Impersonate.Request(caller, copy));
    machine.monitor.close(copy);
    machine.monitor.close(own);
  }
}
