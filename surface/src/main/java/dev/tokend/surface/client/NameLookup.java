package dev.tokend.surface.client;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.NamesReply;
import dev.tokend.surface.protocol.NamesRequest;
import dev.tokend.surface.protocol.Operation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks for the names of any number of SIDs, as many at a time as a request takes. */
final class NameLookup {

  private final Exchange exchange;

  NameLookup(Exchange exchange) {
    this.exchange = exchange;
  }

  Map<Sid, String> names(Collection<Sid> sids) throws RefusedException, IOException {
    Map<Sid, String> names = new HashMap<>();
    List<Sid> part = new ArrayList<>();
    for (Sid sid : sids) {
      part.add(sid);
      if (part.size() == NamesRequest.MAX_SIDS) {
        addNames(part, names);
        part.clear();
      }
    }
    addNames(part, names);
    return names;
  }

  private void addNames(List<Sid> sids, Map<Sid, String> names) throws RefusedException, IOException {
    if (sids.isEmpty()) {
      return;
    }
    int expected = sids.size();
    byte[] reply = exchange.ask(Operation.NAMES, new NamesRequest(sids).encode());
    List<@Nullable String> found;
    try {
      found = NamesReply.decode(reply, expected).names();
    } catch (MalformedException e) {
      throw Exchange.nonsense(e);
    }
    for (int i = 0; i < expected; i++) {
      String name = found.get(i);
      if (name != null) {
        names.put(sids.get(i), name);
      }
    }
  }
}
