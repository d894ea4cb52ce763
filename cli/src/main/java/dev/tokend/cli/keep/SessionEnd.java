package dev.tokend.cli.keep;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.text.SessionText;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.protocol.SessionReply;
import dev.tokend.surface.protocol.SessionToken;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two ways in which a logon session ends (tokens §20). */
enum SessionEnd {
  /** From now on every access check of its tokens fails. */
  INVALIDATE("invalidate", "invalidated"),
  /** It is no more; for a session that nothing keeps. */
  DESTROY("destroy", "destroyed");

  private final String verb;
  private final String done;

  SessionEnd(String verb, String done) {
    this.verb = verb;
    this.done = done;
  }

  /** Ends session {@code id}, and says what became of it. */
  Output run(Session session, long id) throws CommandException, IOException {
    String attempt = "cannot " + verb + " logon session " + Long.toUnsignedString(id);
    try (Asking asking = Asking.connect(session)) {
      try {
        asking.wish(new Target.Self(), attempt, () -> end(asking, id));
      } catch (CommandException e) {
        throw busy(asking, e, id);
      }
      SessionReply left = this == INVALIDATE ? seen(asking, id) : null;
      return Output.of(session.json() ? json(session, id) : text(id, left));
    }
  }

  private void end(Asking asking, long id) throws RefusedException, IOException {
    switch (this) {
      case INVALIDATE -> asking.client().sessions().invalidate(id);
      case DESTROY -> asking.client().sessions().destroy(id);
    }
  }

  private String text(long id, @Nullable SessionReply left) {
    String said = done + " logon session " + Long.toUnsignedString(id);
    if (this == DESTROY) {
      return said + "\n";
    }
    StringBuilder text = new StringBuilder(said).append(": every access check with one of its tokens is refused now\n");
    if (left != null && left.session().tokens() > 0) {
      text.append("  it ends with the last of its tokens, of which there ");
      text.append(left.session().tokens() == 1 ? "is 1" : "are " + left.session().tokens()).append('\n');
    }
    if (left != null && !left.processes().isEmpty()) {
      text.append("  processes that have one: ").append(numbers(left)).append('\n');
    }
    return text.toString();
  }

  private String json(Session session, long id) throws IOException {
    JsonDocument document = new JsonDocument(SidNames.local(session.form()));
    document.out().name(done).value(Long.toUnsignedString(id));
    return document.end();
  }

  /** The error of a session that something still keeps, with what that is. */
  private static CommandException busy(Asking asking, CommandException e, long id) throws IOException {
    if (!(e.getCause() instanceof RefusedException refused) || refused.failure().errno() != Errno.EBUSY
        || e.refusal() == null) {
      return e;
    }
    SessionReply reply = seen(asking, id);
    if (reply == null) {
      return e;
    }
    List<String> facts = new ArrayList<>();
    for (SessionToken token : reply.tokens()) {
      facts.add(
          "token " + Long.toUnsignedString(token.id()) + " is held by "
              + String.join(", ", SessionText.heldBy(token, reply.session().pair())));
    }
    if (!reply.processes().isEmpty()) {
      facts.add("processes that have one: " + numbers(reply));
    }
    if (reply.session().kept()) {
      facts.add("the authority keeps it, because it follows from what Linux says");
    }
    facts.addAll(e.facts());
    return CommandException.refused(ExitStatus.FAILED, e.what(), facts, e.refusal(), refused);
  }

  private static String numbers(SessionReply reply) {
    List<String> numbers = new ArrayList<>();
    for (SessionReply.Member process : reply.processes()) {
      numbers.add(Integer.toUnsignedString(process.pid()));
    }
    return String.join(", ", numbers);
  }

  /** What belongs to the session; null where the caller may not see it. */
  private static @Nullable SessionReply seen(Asking asking, long id) throws IOException {
    try {
      SessionReply reply = asking.client().sessions().show(id);
      return reply.whole() ? reply : null;
    } catch (RefusedException e) {
      return null;
    }
  }
}
