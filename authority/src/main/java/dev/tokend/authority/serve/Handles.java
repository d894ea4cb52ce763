package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Reply;
import dev.tokend.authority.loop.EventLoop;
import dev.tokend.authority.loop.Reserve;
import dev.tokend.authority.store.Entry;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.socket.SocketFacts;
import dev.tokend.linux.socket.SocketPair;
import dev.tokend.linux.socket.SocketType;
import dev.tokend.linux.socket.UnixSocket;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.Handle;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The open handles: one end of each socket pair here with what it stands for, the other end with whoever was given it.
 *
 * <p>A handle is known by the socket cookie of the client's end, which the kernel never uses twice. Nothing is ever read
 * from our end, and since it is shut for reading nothing can be written to the client's. It hangs up when the last copy
 * of the client's end is closed, or a holder shuts it down.
 */
public final class Handles {

  /** How many handles one uid may have open at a time. */
  static final int MOST_OF_ONE_UID = 4096;

  private final EventLoop loop;
  private final Monitor monitor;
  private final Map<Long, End> byCookie = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> ofUid = new HashMap<>();
  private final Reserve reserve = Reserve.ofThisProcess();

  private final class End {
    private final long cookie;
    private final Fd own;
    private final Handle handle;
    private final int uid;
    private final EventLoop.Registration registration;

    private End(long cookie, Fd own, Handle handle, int uid) throws ErrnoException {
      this.cookie = cookie;
      this.own = own;
      this.handle = handle;
      this.uid = uid;
      // No events: a hang-up is always reported.
      this.registration = loop.add(own.number(), 0, events -> end());
    }

    private void end() {
      registration.end();
      own.close();
      byCookie.remove(cookie);
      ofUid.computeIfPresent(uid, (key, count) -> count == 1 ? null : count - 1);
      monitor.close(handle);
    }
  }

  /** No handles yet. */
  public Handles(EventLoop loop, Monitor monitor) {
    this.loop = loop;
    this.monitor = monitor;
  }

  /** How many handles are open. */
  public int count() {
    return byCookie.size();
  }

  /**
   * Answers with a handle.
   *
   * @param handle taken over: it is closed with the last copy of the descriptor, and at once where this fails
   * @param more what is told after the handle's mask
   */
  Reply grant(Handle handle, Call call, Operation operation, int... more) throws FailedException {
    int[] words = new int[1 + more.length];
    words[0] = handle.mask();
    System.arraycopy(more, 0, words, 1, more.length);
    return new Reply(
        false, Words.encode(words), false, give(handle, call.identity().uid(), operation.word()));
  }

  private Fd give(Handle handle, int uid, String operation) throws FailedException {
    try {
      if (ofUid.getOrDefault(uid, 0) >= MOST_OF_ONE_UID) {
        throw FailedException.of(
            Errno.EMFILE, operation, "handles of one uid", "at most " + MOST_OF_ONE_UID + " handles can be open");
      }
      return pair(handle, uid);
    } catch (FailedException e) {
      monitor.close(handle);
      throw e;
    } catch (ErrnoException e) {
      monitor.close(handle);
      throw FailedException.of(
          Errno.ENFILE, operation, "descriptors of the authority", "no descriptor is free: " + e.getMessage());
    }
  }

  private Fd pair(Handle handle, int uid) throws ErrnoException {
    SocketPair pair = UnixSocket.pair(SocketType.SEQPACKET);
    try {
      if (reserve.isKeptFrom(uid, pair.second().number())) {
        throw new ErrnoException("the descriptors that are left are root's", LinuxErrno.EMFILE);
      }
      long cookie = SocketFacts.cookie(pair.second().number());
      UnixSocket.shutdownReceive(pair.first().number());
      byCookie.put(cookie, new End(cookie, pair.first(), handle, uid));
      ofUid.merge(uid, 1, Integer::sum);
      return pair.second();
    } catch (ErrnoException e) {
      pair.close();
      throw e;
    }
  }

  /** The handle behind the one descriptor that came along. */
  Handle of(List<Fd> descriptors, String operation) throws FailedException {
    if (descriptors.size() != 1) {
      throw FailedException.of(Errno.EBADF, operation, "handle", "one descriptor, the handle, was expected");
    }
    Handle handle = find(descriptors.getFirst());
    if (handle == null) {
      throw FailedException.of(
          Errno.EBADF,
          operation,
          "handle",
          "the descriptor is not an open token handle of this authority: it was ended, or the authority that gave it has"
              + " ended since; open the token again");
    }
    return handle;
  }

  /**
   * The handle behind a descriptor, or null where it is none.
   *
   * <p>The cookie is asked for first: it is the one question that is harmless to ask of a descriptor of any kind.
   */
  public @Nullable Handle find(Fd descriptor) {
    long cookie = SocketFacts.cookieOrErrno(descriptor.number());
    End end = cookie < 0 ? null : byCookie.get(cookie);
    return end == null ? null : end.handle;
  }

  /** Whether a descriptor of any kind is a handle at this moment; for any thread. */
  public boolean isHandle(Fd descriptor) {
    long cookie = SocketFacts.cookieOrErrno(descriptor.number());
    return cookie >= 0 && byCookie.containsKey(cookie);
  }

  /** Takes over our end of a handle that an earlier authority gave. */
  void adopt(Entry.OfHandle entry, Fd own, Handle handle) {
    try {
      byCookie.put(entry.cookie(), new End(entry.cookie(), own, handle, entry.uid()));
      ofUid.merge(entry.uid(), 1, Integer::sum);
    } catch (ErrnoException e) {
      own.close();
      monitor.close(handle);
    }
  }

  /** Every handle, and our end of each. */
  void list(List<Entry.OfHandle> entries, List<Fd> ends) throws ErrnoException {
    for (End end : byCookie.values()) {
      Handle handle = end.handle;
      long own = SocketFacts.cookie(end.own.number());
      entries.add(
          new Entry.OfHandle(end.cookie, own, handle.token().id(), handle.mask(), handle.kind(), end.uid));
      ends.add(end.own);
    }
  }

  /** Ends all handles. */
  public void close() {
    for (End end : List.copyOf(byCookie.values())) {
      end.end();
    }
  }
}
