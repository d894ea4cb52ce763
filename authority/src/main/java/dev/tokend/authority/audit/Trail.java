package dev.tokend.authority.audit;

import dev.tokend.authority.log.Journal;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.monitor.event.AccessAudited;
import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.monitor.event.PrivilegeUsed;
import dev.tokend.monitor.event.SessionCreated;
import dev.tokend.monitor.event.SessionDestroyed;
import dev.tokend.monitor.event.SessionInvalidated;
import dev.tokend.monitor.port.AuditSink;
import dev.tokend.surface.protocol.Failure;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail as the loop uses it: events become lines, within each account's budget; the last ones are kept at
 * hand, all are passed on to be written. Nothing here waits or fails.
 */
public final class Trail implements AuditSink, Journal {
  private final Clock clock;
  private final EventLine lines;
  private final Consumer<String> written;
  private final LineBudget budget = new LineBudget();
  private final RecentEvents recent = new RecentEvents();
  private @Nullable Actor actor;

  /**
   * @param pids the number of a process that the monitor knows by a key, or null
   * @param written takes each line, without waiting
   */
  public Trail(Clock clock, LongFunction<@Nullable Integer> pids, Consumer<String> written) {
    this.clock = clock;
    this.lines = new EventLine(new MonitorFields(pids));
    this.written = written;
  }

  /** The last events. */
  public RecentEvents recent() {
    return recent;
  }

  /** What happens from now on is somebody's doing; null: nobody's. */
  public void acts(@Nullable Actor newActor) {
    actor = newActor;
  }

  /** Whose doing it is; null: nobody's. */
  public @Nullable Actor acting() {
    return actor;
  }

  @Override
  public void emit(MonitorEvent event) {
    record(new TrailEvent.OfMonitor(event));
  }

  /** A request fails. What is malformed or names nothing is no matter of security, and is not recorded. */
  public void failed(Failure failure) {
    Errno errno = failure.errno();
    boolean limit = errno == Errno.EMFILE || errno == Errno.ENOMEM;
    if (limit || errno == Errno.EACCES || errno == Errno.EPERM) {
      record(new TrailEvent.Refused(failure));
    }
  }

  @Override
  public void write(String event, int uid, int pid, String detail) {
    record(new TrailEvent.CutOff(event, uid, pid, detail));
  }

  /** Records an event, unless the account that it is on has had its lines. */
  public void record(TrailEvent event) {
    tick();
    long account = account(event);
    if (budget.spend(new LineBudget.Kind(account, event.name(), event.detail()))) {
      add(event, event instanceof TrailEvent.CutOff ? null : actor, uid(event, account));
    }
  }

  /** Tells what was left out in the minutes before this one. */
  public void tick() {
    for (LineBudget.LeftOut left : budget.begin(seconds())) {
      tell(left);
    }
  }

  private void tell(LineBudget.LeftOut left) {
    LineBudget.Kind kind = left.kind();
    TrailEvent sum =
        new TrailEvent.SummedUp(kind.account(), kind.event(), kind.operation(), left.count());
    add(sum, null, kind.account() < 0 ? null : (int) kind.account());
  }

  /** In how many milliseconds {@link #tick} has something to tell; -1 = it has nothing. */
  public int millisUntilTick() {
    long seconds = budget.secondsToTell(seconds());
    return seconds < 0 ? -1 : (int) seconds * 1000;
  }

  private long seconds() {
    return Math.floorDiv(clock.millis(), 1000L);
  }

  private void add(TrailEvent event, @Nullable Actor by, @Nullable Integer uid) {
    long number = recent.last() + 1;
    String line = lines.write(number, clock.instant(), by, event);
    Actor.Identity identity = by == null ? null : by.identity();
    recent.add(
        new RecentEvents.Entry(
            number, uid, identity == null ? null : identity.processKey(), isOfObject(event), line));
    written.accept(line);
  }

  private static boolean isOfObject(TrailEvent event) {
    return event instanceof TrailEvent.OfMonitor(MonitorEvent of)
        && (of instanceof AccessAudited || of instanceof PrivilegeUsed);
  }

  /** On whose account an event goes: its actor's, else the Unix user's that it is about. */
  private long account(TrailEvent event) {
    if (event instanceof TrailEvent.CutOff cut) {
      return Integer.toUnsignedLong(cut.uid());
    }
    Actor by = actor;
    if (by != null) {
      return by.account();
    }
    Sid user =
        event instanceof TrailEvent.OfMonitor(MonitorEvent of)
            ? switch (of) {
              case SessionCreated session -> session.userSid();
              case SessionDestroyed session -> session.userSid();
              case SessionInvalidated session -> session.userSid();
              default -> null;
            }
            : null;
    return user == null ? Actor.NOBODY : unixUser(user);
  }

  private static long unixUser(Sid user) {
    boolean unix = user.authority() == 22 && user.subAuthorityCount() == 2 && user.subAuthority(0) == 1;
    return unix ? Integer.toUnsignedLong(user.subAuthority(1)) : Actor.NOBODY;
  }

  private @Nullable Integer uid(TrailEvent event, long account) {
    Actor by = actor;
    if (by != null && !(event instanceof TrailEvent.CutOff)) {
      return by.uid();
    }
    return account < 0 ? null : (int) account;
  }

  /** Tells what is still to be told. */
  public void close() {
    for (LineBudget.LeftOut left : budget.takeLeftOut()) {
      tell(left);
    }
  }
}
