package dev.tokend.authority.audit;

import dev.tokend.monitor.event.MonitorEvent;
import dev.tokend.surface.protocol.Failure;

/** What the trail tells of. */
public sealed interface TrailEvent {
  /** The name under which it stands. */
  String name();

  /** What events of a kind have in common, beside the name: few different words, none of a client's choice. */
  default String detail() {
    return "";
  }

  /** Something that the monitor tells of (tokens §21). */
  record OfMonitor(MonitorEvent event) implements TrailEvent {
    @Override
    public String name() {
      return event.name();
    }
  }

  /** A request was refused for want of a right, or at a limit. */
  record Refused(Failure failure) implements TrailEvent {
    @Override
    public String name() {
      return "refused";
    }

    @Override
    public String detail() {
      return failure.operation();
    }
  }

  /**
   * A token is kept under a name.
   *
   * @param owner whose name it is, a uid, unsigned
   * @param pin the name
   */
  record Pinned(int owner, String pin, long tokenId) implements TrailEvent {
    @Override
    public String name() {
      return "token-pin";
    }
  }

  /** A token is no longer kept under a name; fields as for {@link Pinned}. */
  record Unpinned(int owner, String pin, long tokenId) implements TrailEvent {
    @Override
    public String name() {
      return "token-unpin";
    }
  }

  /**
   * A connection was ended, or not taken, for something that its client did.
   *
   * @param name {@code connection-closed} or {@code connection-refused}
   * @param uid of the process that connected, unsigned
   * @param pid its number
   * @param reason in words
   */
  record CutOff(String name, int uid, int pid, String reason) implements TrailEvent {}

  /**
   * Lines that were left out, of one account in the minute that has ended.
   *
   * @param account a uid, or negative: of callers in user namespaces of their own, or of nobody
   * @param event what the lines were about
   * @param operation which operation was refused, or nothing
   * @param count how many
   */
  record SummedUp(long account, String event, String operation, long count) implements TrailEvent {
    @Override
    public String name() {
      return "summed-up";
    }
  }

  /** The authority has started. */
  record Started(int pid, String version, boolean machineWide) implements TrailEvent {
    @Override
    public String name() {
      return "authority-start";
    }
  }

  /** The authority was asked to stop. */
  record Stopped() implements TrailEvent {
    @Override
    public String name() {
      return "authority-stop";
    }
  }
}
