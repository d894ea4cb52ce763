package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.BrokenPipe;
import dev.tokend.cli.ClientFactory.Starting;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.text.EventText;
import dev.tokend.cli.text.Printable;
import dev.tokend.cli.view.EventRecord;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.event.Events;
import dev.tokend.linux.event.Poll;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.EventsReply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@code authority events}: the audit trail, each event as it comes. */
final class EventsCommand {
  /** Between two looks whether somebody still reads. */
  private static final int WAIT_MILLIS = 2000;

  private static final int STANDARD_OUTPUT = 1;

  private final Session session;
  private final OutputStream out;

  private EventsCommand(Session session) {
    this.session = session;
    this.out = session.surroundings().out();
  }

  /** Prints the events that the authority has at hand, and with {@code --follow} those to come, until it is ended. */
  static void run(Session session) throws CommandException, IOException {
    try (Authority authority = session.connect(Starting.NEVER)) {
      new EventsCommand(session).print(authority, session.invocation().has(Flags.FOLLOW));
    } catch (RefusedException e) {
      throw Refusals.of(e, "cannot read the audit trail", session);
    }
  }

  private void print(Authority authority, boolean follow) throws CommandException, RefusedException, IOException {
    long after = 0;
    int wait = 0;
    while (hasReader()) {
      EventsReply reply = authority.events(after, wait);
      if (!write(reply, authority)) {
        return;
      }
      after = reply.next();
      if (reply.lines().isEmpty()) {
        // All that there was is told.
        if (!follow) {
          return;
        }
        wait = WAIT_MILLIS;
      }
    }
  }

  /** Nobody who went away is noticed by a program that writes nothing. */
  private static boolean hasReader() throws IOException {
    return (Poll.await(STANDARD_OUTPUT, 0, 0) & Events.ERR) == 0;
  }

  /** Whether somebody took it. */
  private boolean write(EventsReply reply, Authority authority) throws CommandException {
    String text = session.json() ? asStored(reply.lines()) : text(reply.lines(), authority);
    try {
      out.write(text.getBytes(StandardCharsets.UTF_8));
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

  private static String asStored(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(Printable.text(line)).append('\n');
    }
    return text.toString();
  }

  private String text(List<String> lines, Authority authority) {
    List<EventRecord> events = new ArrayList<>();
    List<Sid> sids = new ArrayList<>();
    for (String line : lines) {
      EventRecord event = EventRecord.parse(line);
      if (event != null) {
        events.add(event);
        addNew(event.sids(), sids);
      }
    }
    SidNames names = session.names(authority, sids);
    StringBuilder text = new StringBuilder();
    for (EventRecord event : events) {
      text.append(EventText.line(event, names, session.style())).append('\n');
    }
    return text.toString();
  }

  private static void addNew(List<Sid> some, List<Sid> all) {
    for (Sid sid : some) {
      if (!all.contains(sid)) {
        all.add(sid);
      }
    }
  }
}
