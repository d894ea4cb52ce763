package dev.tokend.cli.watch;

import dev.tokend.cli.BrokenPipe;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.diff.TokenChanges;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.Targets;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenChange;
import dev.tokend.surface.protocol.WatchReply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code watch}: the changes of a token, each as it comes. */
public final class WatchCommand {
  /** Between two looks whether somebody still reads, and what Linux says of the process. */
  private static final int WAIT_MILLIS = 2000;

  private static final int STANDARD_OUTPUT = 1;

  private final Asking asking;
  private final Session session;
  private final Target named;
  private final Target target;
  private final OutputStream out;
  private @Nullable TokenView last;

  private WatchCommand(Asking asking, Target named, Target target) {
    this.asking = asking;
    this.session = asking.session();
    this.named = named;
    this.target = target;
    this.out = session.surroundings().out();
  }

  /** Prints until there is nothing more to come, or nobody reads. */
  public static Output run(Session session) throws CommandException, IOException {
    Target named = Targets.of(session.invocation());
    try (Asking asking = Asking.connect(session)) {
      if (named instanceof Target.Pin) {
        try (TokenHandle pinned = asking.open(named, InspectCommand.TOKEN_QUERY)) {
          new WatchCommand(asking, named, new Target.Handle(pinned.number())).watch();
        }
      } else {
        new WatchCommand(asking, named, named).watch();
      }
    }
    return Output.of("");
  }

  private void watch() throws CommandException, IOException {
    String attempt = "cannot watch " + Targets.described(named);
    Told told = asking.about(named, attempt, () -> new Told(asking.authority().watch(target), false));
    while (write(told) && !told.reply().ended() && hasReader()) {
      told = asking.about(named, attempt, this::next);
    }
  }

  /**
   * One answer.
   *
   * @param gap whether it is not known what happened before it
   */
  private record Told(WatchReply reply, boolean gap) {}

  /** Where the authority has given the watch up, it begins again, and says so. */
  private Told next() throws RefusedException, IOException {
    try {
      return new Told(asking.authority().watched(WAIT_MILLIS), false);
    } catch (RefusedException e) {
      if (e.failure().errno() != Errno.ENOENT) {
        throw e;
      }
      return new Told(asking.authority().watch(target), true);
    }
  }

  /** Nobody who went away is noticed by a program that writes nothing. */
  private static boolean hasReader() throws IOException {
    return (Poll.await(STANDARD_OUTPUT, 0, 0) & Events.ERR) == 0;
  }

  /** Whether somebody took it. */
  private boolean write(Told told) throws CommandException, IOException {
    List<Report> reports = new ArrayList<>();
    List<Sid> sids = new ArrayList<>();
    for (TokenChange change : told.reply().changes()) {
      Report report = report(change, told.gap());
      if (report.isNews()) {
        reports.add(report);
        sids.addAll(report.sids());
      }
    }
    SidNames names = session.names(asking.authority(), sids);
    StringBuilder text = new StringBuilder();
    for (Report report : reports) {
      text.append(
          session.json()
              ? ReportJson.of(report, names)
              : new ReportText(report, named, names).text(session.style()));
    }
    try {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      out.flush();
      return true;
    } catch (IOException e) {
      if (BrokenPipe.is(e)) {
        return false;
      }
      throw CommandException.of(
          ExitStatus.FAILED, "cannot write the output", String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  private Report report(TokenChange change, boolean gap) throws CommandException {
    byte[] bytes = change.token();
    if (bytes == null) {
      return new Report(change, null, null, gap);
    }
    TokenView before = last;
    try {
      TokenView token = TokenView.of(Inspection.decode(bytes));
      last = token;
      return new Report(change, token, before == null ? null : TokenChanges.between(before, token), gap);
    } catch (MalformedException e) {
      throw InspectCommand.nonsense(e, named);
    }
  }
}
