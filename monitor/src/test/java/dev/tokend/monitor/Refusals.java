package dev.tokend.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.monitor.refusal.Refusal;

/** Asserts that an operation is refused by exactly one row and leaves no trace. */
public final class Refusals {
  private Refusals() {}

  /**
   * Fails unless {@code act} is refused by the row that {@code check} begins with, with {@code errno}, and every token,
   * session and process stands as before.
   */
  public static Refusal refused(Monitor monitor, String check, Errno errno, World.Act<?> act) {
    String before = Snapshot.of(monitor);
    Refusal refusal;
    try {
      Object result = act.run();
      throw new AssertionError("not refused: " + result);
    } catch (Refusal thrown) {
      refusal = thrown;
    }
    assertThat(refusal.check()).startsWith(check + " (");
    assertThat(refusal.errno()).as(refusal.check()).isEqualTo(errno);
    assertThat(Snapshot.changes(before, Snapshot.of(monitor))).as(refusal.check()).isEmpty();
    return refusal;
  }

  /** As {@link #refused(Monitor, String, Errno, World.Act)}, for an operation without a result. */
  public static Refusal refused(Monitor monitor, String check, Errno errno, World.VoidAct act) {
    return refused(
        monitor,
        check,
        errno,
        () -> {
          act.run();
          return "done";
        });
  }
}
