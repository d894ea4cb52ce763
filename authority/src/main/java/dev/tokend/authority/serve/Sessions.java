package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.session.CreateSession;
import dev.tokend.monitor.operation.session.DestroySession;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.SessionsReply;
import dev.tokend.surface.protocol.Words;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Logon sessions (tokens §20 and §22). */
final class Sessions {

  /** Well below the longest answer, so that one more line of any length goes into it. */
  private static final int MOST_TEXT = 512 * 1024;

  private static final String ID = "session_id=";

  private final Monitor monitor;
  private final RequestedSessions requested;
  private final SessionViews views;

  Sessions(Monitor monitor, RequestedSessions requested, SessionViews views) {
    this.monitor = monitor;
    this.requested = requested;
    this.views = views;
  }

  Reply answer(Operation operation, Call call) throws Refusal, FailedException, MalformedException {
    return switch (operation) {
      case CREATE_SESSION -> create(call);
      case DESTROY_SESSION -> {
        monitor.destroySession(new DestroySession.Request(call.caller(), session(operation, call)));
        yield Reply.EMPTY;
      }
      case INVALIDATE_SESSION -> {
        monitor.invalidateSession(new InvalidateSession.Request(call.caller(), session(operation, call)));
        yield Reply.EMPTY;
      }
      case LIST_SESSIONS -> Reply.of(part(monitor.listSessions(call.caller()), session(operation, call)).encode());
      case SESSION_TABLE -> Reply.of(views.table(call.caller(), session(operation, call)).encode());
      case SHOW_SESSION -> Reply.of(views.one(call.caller(), session(operation, call)).encode());
      default -> throw new IllegalArgumentException(operation + " is about no session");
    };
  }

  private Reply create(Call call) throws Refusal, FailedException {
    int uid = call.identity().uid();
    requested.requireRoom(uid);
    CreateSession.Request request = new CreateSession.Request(call.caller(), Bytes.of(call.payload()));
    long id = monitor.createSession(request).id();
    requested.asked(id, uid);
    return Reply.of(Words.encodeLong(id));
  }

  private static long session(Operation operation, Call call) throws MalformedException {
    return Words.decodeLong(operation, call.payload());
  }

  /** The lines of the sessions from {@code first} on, as many as go into an answer. */
  static SessionsReply part(String listing, long first) {
    Map<Long, String> lines = new TreeMap<>(Comparator.comparing(id -> id + Long.MIN_VALUE));
    for (int at = 0; at < listing.length(); at = listing.indexOf('\n', at) + 1) {
      long id = Long.parseUnsignedLong(listing, at + ID.length(), listing.indexOf(' ', at), 10);
      if (Long.compareUnsigned(id, first) >= 0) {
        lines.put(id, listing.substring(at, listing.indexOf('\n', at) + 1));
      }
    }
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Long, String> line : lines.entrySet()) {
      if (text.length() > MOST_TEXT) {
        return new SessionsReply(line.getKey(), text.toString());
      }
      text.append(line.getValue());
    }
    return new SessionsReply(0, text.toString());
  }
}
