package dev.tokend.bench;

import dev.tokend.kacs.MalformedException;
import dev.tokend.monitor.operation.open.OpenProcess;
import dev.tokend.monitor.operation.open.TargetProcess;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.ProcessesReply;
import java.util.ArrayList;
import java.util.List;

/**
 * The listing of all processes as the authority makes it and a client takes it, in as many answers as it needs, without
 * what is read of {@code /proc}: these processes are not there.
 */
final class ProcessTableListing {
  private ProcessTableListing() {}

  /** Yields how many were listed. */
  static int of(Population population) throws Refusal {
    List<ListedProcess> page = new ArrayList<>();
    int bytes = ProcessesReply.HEAD;
    int count = 0;
    for (ProcessState process : population.processes) {
      Handle handle =
          population.monitor.openProcess(
              new OpenProcess.Request(
                  new Caller(process, 1), new TargetProcess.Present(process), Population.QUERY));
      ListedProcess listed = listed(++count, process, handle.token());
      population.monitor.close(handle);
      page.add(listed);
      bytes += listed.size();
      if (bytes + ListedProcess.MOST_BYTES > FrameHeader.MAX_REPLY) {
        pass(page);
        page.clear();
        bytes = ProcessesReply.HEAD;
      }
    }
    pass(page);
    return count;
  }

  private static void pass(List<ListedProcess> page) {
    try {
      byte[] reply = new ProcessesReply(0, ProcessesReply.Unlisted.NONE, page).encode();
      if (ProcessesReply.decode(reply).processes().size() != page.size()) {
        throw new IllegalStateException("a listing that is not what was listed");
      }
    } catch (MalformedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ListedProcess listed(int number, ProcessState process, Token token) {
    return new ListedProcess(
        number,
        1,
        "process-" + number,
        token.user(),
        token.identity().integrityLevel(),
        token.elevation().value(),
        new ListedProcess.Session(
            token.session().id(), token.session().logonType().value(), token.session().isDead()),
        token.privileges().present(),
        token.privileges().enabled(),
        process.impersonatingThreads().length,
        new ListedProcess.Marks(process.isBound(), token.isRestricted(), false, false, false));
  }
}
