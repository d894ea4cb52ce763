package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.ProcessesReply;
import dev.tokend.surface.protocol.Words;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The processes that there are, and who each is. */
public final class ProcessClient {

  private final Exchange exchange;

  ProcessClient(Exchange exchange) {
    this.exchange = exchange;
  }

  /**
   * The processes whose tokens the caller may query, in the order of their numbers; the others are counted. One request
   * tells of some thousand; of more, each further one tells the next.
   *
   * @return a reply without a next part
   */
  public ProcessesReply list() throws RefusedException, IOException {
    List<ListedProcess> processes = new ArrayList<>();
    ProcessesReply.Unlisted unlisted = ProcessesReply.Unlisted.NONE;
    int after = 0;
    do {
      ProcessesReply part = part(after);
      processes.addAll(part.processes());
      unlisted = unlisted.plus(part.unlisted());
      if (part.next() != 0 && part.next() <= after) {
        throw new IOException("the authority's listing goes round in circles");
      }
      after = part.next();
    } while (after != 0);
    return new ProcessesReply(0, unlisted, processes);
  }

  private ProcessesReply part(int after) throws RefusedException, IOException {
    byte[] reply = exchange.ask(Operation.PROCESSES, Words.encode(after));
    try {
      return ProcessesReply.decode(reply);
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
  }
}
