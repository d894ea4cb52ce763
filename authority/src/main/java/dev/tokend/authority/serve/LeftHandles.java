package dev.tokend.authority.serve;

import dev.tokend.authority.handover.ServiceManager;
import dev.tokend.authority.store.Entry;
import dev.tokend.authority.store.Recorder;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.monitor.state.Handle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Handles from one authority to the next. The service manager keeps our ends, and the state file what they stand for. An
 * end is known by its own socket cookie, whatever the service manager calls it; what is not known is closed, and what is
 * not handed over has ended.
 */
public final class LeftHandles {
  private final ServiceManager manager;
  private final Handles handles;
  private final Map<Long, Fd> handedOver = new HashMap<>();
  private final Map<Long, Entry.OfHandle> left = new HashMap<>();

  /**
   * Those that were handed over.
   *
   * @param ends of sockets, or of anything else; owned from here on
   */
  public LeftHandles(ServiceManager manager, Handles handles, List<Fd> ends) {
    this.manager = manager;
    this.handles = handles;
    for (Fd end : ends) {
      long cookie = SocketFacts.cookieOrErrno(end.number());
      Fd before = cookie < 0 ? end : handedOver.put(cookie, end);
      if (before != null) {
        before.close();
      }
    }
  }

  /** Whether our end of a handle was handed over. */
  public boolean isHandedOver(Entry.OfHandle entry) {
    return handedOver.containsKey(entry.own());
  }

  /** Takes a handle back that was. */
  public void restore(Entry.OfHandle entry, Handle handle) {
    Fd own = handedOver.remove(entry.own());
    if (own == null) {
      throw new IllegalArgumentException("two handles have one end");
    }
    handles.adopt(entry, own, handle);
  }

  /** All that were to be taken back have been; the service manager need not keep them any more. */
  public void settle() throws ErrnoException {
    boolean any = handles.count() > 0 || !handedOver.isEmpty();
    handedOver.values().forEach(Fd::close);
    handedOver.clear();
    if (any) {
      manager.forget();
    }
  }

  /** Leaves all handles to the next authority, or ends them where nobody keeps them until then. */
  public void leave(Recorder recorder) {
    List<Entry.OfHandle> entries = new ArrayList<>();
    List<Fd> ends = new ArrayList<>();
    try {
      if (manager.isThere()) {
        handles.list(entries, ends);
        manager.keep(ends);
      }
    } catch (ErrnoException e) {
      // They end as they do where there is no service manager.
      entries.clear();
    }
    if (entries.isEmpty()) {
      handles.close();
    }
    for (Entry.OfHandle entry : entries) {
      left.put(entry.cookie(), entry);
      recorder.handleChanged(entry.cookie());
    }
  }

  /** What a handle stands for that was left, or null. */
  public Entry.@Nullable OfHandle find(long cookie) {
    return left.get(cookie);
  }
}
