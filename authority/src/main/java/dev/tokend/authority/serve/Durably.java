package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.store.Keeping;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.surface.protocol.Operation;

/** Does what must outlive the authority: it is written before anybody is told of it, or it is not done. */
final class Durably {
  private final Keeping keeping;

  /** What an operation does, and its answer. */
  interface Deed {
    Reply answer() throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException;
  }

  Durably(Keeping keeping) {
    this.keeping = keeping;
  }

  /**
   * Answers.
   *
   * @throws FailedException EIO if it would have to be written and cannot be: then it was not done; and what the deed
   *     itself fails with
   */
  Reply answer(Operation operation, Deed deed)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    return mustBeKept(operation) ? kept(operation, deed) : deed.answer();
  }

  /** Writes what happened by itself, and whatever an operation that is not kept has changed. */
  void flush() {
    keeping.flush();
  }

  /** What somebody will rely on once told of it. */
  private static boolean mustBeKept(Operation operation) {
    return switch (operation) {
      case ADJUST_PRIVILEGES, ADJUST_GROUPS, ADJUST_DEFAULT, ADJUST_SCOPE, SET_SD -> true;
      case CREATE_TOKEN, LINK, INSTALL, RUN, PRIVILEGE_CHECK, IMPERSONATE, IMPERSONATE_PEER, REVERT -> true;
      case CREATE_SESSION, DESTROY_SESSION, INVALIDATE_SESSION, PIN, UNPIN -> true;
      case INSPECT, NAMES, STATUS, STOP, EVENTS, WATCH, PROCESSES, LIST_PINS, LIST_SESSIONS, SESSION_TABLE -> false;
      case SHOW_SESSION, SERVE_KACS, OPEN_PIN, OPEN_SELF, OPEN_PROCESS, OPEN_THREAD, OPEN_PEER -> false;
      case SET_IMPERSONATION_LEVEL, GET_SD, ACCESS_CHECK, ACCESS_CHECK_LIST, QUERY -> false;
      case DUPLICATE, RESTRICT, GET_LINKED -> false;
    };
  }

  private Reply kept(Operation operation, Deed deed)
      throws Refusal, FailedException, NotYetException, MalformedException, ErrnoException {
    keeping.begin();
    Reply reply;
    try {
      reply = deed.answer();
    } catch (Refusal | FailedException | NotYetException | MalformedException | ErrnoException e) {
      keeping.failed();
      throw e;
    } catch (RuntimeException | Error defect) {
      keeping.undo();
      throw defect;
    }
    if (keeping.keep()) {
      return reply;
    }
    Fd descriptor = reply.descriptor();
    if (descriptor != null) {
      descriptor.close();
    }
    throw FailedException.of(
        Errno.EIO,
        operation.word(),
        "state file",
        "it was not done, because it cannot be recorded: " + keeping.trouble());
  }
}
