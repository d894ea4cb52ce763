package dev.tokend.authority;

import dev.tokend.authority.audit.Trail;
import dev.tokend.authority.audit.TrailOutput;
import dev.tokend.authority.audit.Writing;
import dev.tokend.authority.log.EventLog;
import dev.tokend.authority.log.Journal;
import dev.tokend.authority.serve.TrailReading;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.surface.protocol.AuditStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The audit trail of an authority: made, read, written, and what goes wrong with it. */
final class Auditing implements Journal {
  private final TrailOutput output;
  private final Trail trail;
  private final TrailReading reading;
  private final EventLog log;
  private boolean inTrouble;

  /**
   * @param folder of the socket
   * @param pids the number of a process that the monitor knows by a key, or null
   * @param wake wakes the loop, so that it calls {@link #reportTrouble}
   */
  Auditing(Options options, Path folder, LongFunction<@Nullable Integer> pids, Runnable wake, EventLog log) {
    this.output = TrailOutput.open(options.audit(), options.machineWide(), folder, wake);
    this.trail = new Trail(Clock.systemUTC(), pids, output::offer);
    this.reading = new TrailReading(trail.recent(), ProcessIds.effectiveUid());
    this.log = log;
  }

  Trail trail() {
    return trail;
  }

  TrailReading reading() {
    return reading;
  }

  /** All is told in the log, and what a client did in the trail too. */
  @Override
  public void write(String event, int uid, int pid, String detail) {
    log.write(event, uid, pid, detail);
    if (pid != 0) {
      trail.write(event, uid, pid, detail);
    }
  }

  /** Trouble with the trail is told once when it begins and once when it ends. */
  void reportTrouble() {
    Writing writing = output.writing();
    String trouble = writing.trouble();
    if ((trouble != null) != inTrouble) {
      inTrouble = trouble != null;
      log.write(
          inTrouble ? "audit-trouble" : "audit-works-again",
          ProcessIds.effectiveUid(),
          ProcessIds.pid(),
          inTrouble
              ? "the audit trail cannot be written to " + writing.place() + ": " + trouble
              : Long.toString(writing.lost()) + " lines of the audit trail were lost so far");
    }
  }

  /** That nothing can be kept is told once, and once that it can be again (null). */
  void stateTrouble(@Nullable String reason) {
    String event = reason == null ? "state-works-again" : "state-trouble";
    String detail =
        reason == null
            ? "changes are recorded again"
            : "changes cannot be recorded, and what would have to be is refused: " + reason;
    log.write(event, ProcessIds.effectiveUid(), ProcessIds.pid(), detail);
    trail.write(event, ProcessIds.effectiveUid(), ProcessIds.pid(), detail);
  }

  AuditStatus status() {
    Writing writing = output.writing();
    return new AuditStatus(writing.place(), writing.trouble(), writing.lost());
  }

  /** Writes what waits, from another thread: the process is about to end. */
  void flush() {
    output.close();
  }

  /** Tells what is still to be told, and writes it. */
  void close() {
    trail.close();
    output.close();
  }
}
