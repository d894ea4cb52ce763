package dev.tokend.monitor.state;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The processes that the monitor was told of and that have not ended. */
public final class ProcessTable {
  private final Map<Long, ProcessState> processes = new HashMap<>();

  ProcessTable() {}

  /** The process with this key, or null. */
  public @Nullable ProcessState find(long key) {
    return processes.get(key);
  }

  /** Every known process, in no particular order. */
  public Collection<ProcessState> all() {
    return Collections.unmodifiableCollection(processes.values());
  }

  void add(ProcessState process) {
    processes.put(process.key(), process);
  }

  void remove(ProcessState process) {
    processes.remove(process.key());
  }
}
