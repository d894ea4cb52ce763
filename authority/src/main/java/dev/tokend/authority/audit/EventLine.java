package dev.tokend.authority.audit;

import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Need;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes events as the trail has them (docs/audit.md). */
final class EventLine {
  private final MonitorFields monitor;

  EventLine(MonitorFields monitor) {
    this.monitor = monitor;
  }

  /**
   * One event.
   *
   * @param number its place in the order of all
   * @param actor who did it, or null where it came of itself
   */
  String write(long number, Instant time, @Nullable Actor actor, TrailEvent event) {
    JsonLine out = new JsonLine().number("number", number).text("time", time(time)).text("event", event.name());
    if (actor != null) {
      process(actor, out);
      caller(actor, out);
    }
    switch (event) {
      case TrailEvent.OfMonitor(var of) -> monitor.write(of, out);
      case TrailEvent.Refused(Failure failure) -> refused(failure, out);
      case TrailEvent.Pinned pin -> pin(pin.owner(), pin.pin(), pin.tokenId(), out);
      case TrailEvent.Unpinned pin -> pin(pin.owner(), pin.pin(), pin.tokenId(), out);
      case TrailEvent.CutOff cut ->
          out.begin("process")
              .number("pid", cut.pid())
              .end()
              .begin("caller")
              .number("uid", Integer.toUnsignedLong(cut.uid()))
              .end()
              .text("reason", cut.reason());
      case TrailEvent.SummedUp sum -> sum(sum, out);
      case TrailEvent.Started(int pid, String version, boolean machineWide) ->
          out.number("pid", pid).text("version", version).text("kind", machineWide ? "machine" : "own");
      case TrailEvent.Stopped s -> {
        return out.line();
      }
    }
    return out.line();
  }

  /** That lines could not be written; made by whoever writes them, and so without a number. */
  static String lost(Instant time, long count, String reason) {
    return new JsonLine()
        .nothing("number")
        .text("time", time(time))
        .text("event", "lines-lost")
        .number("count", count)
        .text("reason", reason)
        .line();
  }

  /** Always with milliseconds, so that lines are equally long and sort as text. */
  private static String time(Instant time) {
    String text = time.truncatedTo(ChronoUnit.MILLIS).plusNanos(1).toString();
    return text.substring(0, text.lastIndexOf('.') + 4) + "Z";
  }

  private static void process(Actor actor, JsonLine out) {
    ActingProcess.Names names = actor.process().names();
    out.begin("process")
        .number("pid", actor.process().pid())
        .text("name", names.name())
        .text("executable_path", names.executablePath())
        .end();
  }

  private static void caller(Actor actor, JsonLine out) {
    out.begin("caller").number("uid", Integer.toUnsignedLong(actor.uid()));
    Actor.Identity identity = actor.identity();
    if (identity != null) {
      out.number("tid", actor.tid())
          .sid("user_sid", identity.userSid())
          .id("token_id", identity.tokenId())
          .id("auth_id", identity.authId())
          .truth("impersonating", identity.impersonating());
    }
    out.end();
  }

  private static void refused(Failure failure, JsonLine out) {
    out.text("operation", failure.operation())
        .text("errno", failure.errno().name())
        .text("check", failure.check())
        .text("reason", failure.reason());
    switch (failure.need()) {
      case null -> out.nothing("needed");
      case Need.TokenRights(int mask) -> out.begin("needed").mask("token_rights", mask).end();
      case Need.ProcessRights(int mask) -> out.begin("needed").mask("process_rights", mask).end();
      case Need.PrivilegeNeeded(var privilege) ->
          out.begin("needed").text("privilege", privilege.fullName()).end();
    }
    out.sid("target_user_sid", failure.targetUser());
  }

  private static void pin(int owner, String name, long tokenId, JsonLine out) {
    out.number("owner_uid", Integer.toUnsignedLong(owner)).text("name", name).id("token_id", tokenId);
  }

  private static void sum(TrailEvent.SummedUp sum, JsonLine out) {
    if (sum.account() >= 0) {
      out.begin("caller").number("uid", sum.account()).end();
    }
    out.text("of", sum.event())
        .text("operation", sum.operation().isEmpty() ? null : sum.operation())
        .number("count", sum.count());
  }
}
