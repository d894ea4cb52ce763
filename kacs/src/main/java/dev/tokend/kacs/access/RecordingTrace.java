package dev.tokend.kacs.access;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Keeps the steps of a check in memory. For one check and one thread. */
public final class RecordingTrace implements Trace {
  private final List<TraceEvent> events = new ArrayList<>();

  /** A trace without steps. */
  public RecordingTrace() {}

  @Override
  public void report(TraceEvent event) {
    events.add(event);
  }

  /** The steps so far, in order: an unmodifiable view. */
  public List<TraceEvent> events() {
    return Collections.unmodifiableList(events);
  }
}
