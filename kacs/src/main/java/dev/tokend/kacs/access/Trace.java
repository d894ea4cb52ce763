package dev.tokend.kacs.access;

import org.jspecify.annotations.Nullable;

/**
 * Told of every step of a check, in order, by the code that decides; {@link RecordingTrace} keeps the steps.
 *
 * <p>A traced check reads every ACE, also those after the last open bit, so that each has its event.
 */
@FunctionalInterface
public interface Trace {
  /** One step. An exception thrown here ends the check. */
  void report(TraceEvent event);

  /** Reports that a stage begins, if anybody listens. */
  static void enter(@Nullable Trace trace, Stage stage) {
    if (trace != null) {
      trace.report(new TraceEvent.StageEntered(stage));
    }
  }
}
