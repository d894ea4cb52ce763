package dev.tokend.authority.store;

import dev.tokend.authority.derive.SessionKey;
import dev.tokend.authority.process.LinuxProcess;
import dev.tokend.kacs.access.PipLabel;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.monitor.state.Restoration.SessionFlags;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.SessionBlueprint;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.surface.protocol.PinName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that is kept, as it was at the last change. */
public sealed interface Entry {

  /** What it is the entry of. */
  Key key();

  /**
   * How far ids may have been handed out.
   *
   * @param tokens the first token id that certainly was not, unsigned
   * @param sessions the first session id that certainly was not
   */
  record Ids(long tokens, long sessions) implements Entry {
    @Override
    public Key key() {
      return Key.IDS;
    }
  }

  /**
   * A logon session.
   *
   * @param descriptor its own
   * @param derivedFor of which Linux session it is, if it is derived
   * @param requestedBy the uid that asked for it, unsigned, or null
   * @param pair its elevation pair, or null
   */
  record OfSession(
      long id,
      SessionBlueprint blueprint,
      SecurityDescriptor descriptor,
      SessionFlags flags,
      @Nullable SessionKey derivedFor,
      @Nullable Integer requestedBy,
      @Nullable Pair pair)
      implements Entry {
    @Override
    public Key key() {
      return new Key(Key.Kind.SESSION, id, "");
    }
  }

  /** The ids of the two tokens of a pair. */
  record Pair(long elevated, long filtered) {}

  /** A token that something here holds. */
  record OfToken(long id, long modifiedId, TokenBlueprint blueprint) implements Entry {
    @Override
    public Key key() {
      return new Key(Key.Kind.TOKEN, id, "");
    }
  }

  /**
   * A process that is bound to its token, or acts as another, or is marked.
   *
   * @param bound whether it keeps its token whatever its Linux credentials become
   * @param token the primary token's id
   * @param descriptor the process's own
   * @param acting its threads that act as another
   */
  record OfProcess(
      LinuxProcess linux,
      boolean bound,
      long token,
      PipLabel pip,
      SecurityDescriptor descriptor,
      List<Acting> acting)
      implements Entry {
    public OfProcess {
      acting = List.copyOf(acting);
    }

    @Override
    public Key key() {
      return new Key(Key.Kind.PROCESS, linux.inode(), "");
    }
  }

  /**
   * A thread that acts as another.
   *
   * @param thread its number
   * @param birth when it was started, as {@link dev.tokend.authority.process.ThreadLives#birth} tells
   * @param token the id of the token that it acts with
   */
  record Acting(int thread, long birth, long token) {}

  /**
   * A handle whose end the service manager keeps until the next authority starts.
   *
   * @param cookie of the client's end
   * @param own cookie of ours
   * @param token the token's id
   * @param uid whose it is, unsigned
   */
  record OfHandle(long cookie, long own, long token, int mask, Handle.Kind kind, int uid) implements Entry {
    @Override
    public Key key() {
      return new Key(Key.Kind.HANDLE, cookie, "");
    }
  }

  /**
   * A token that is kept under a name.
   *
   * @param owner whose name it is, a uid, unsigned
   * @param token the token's id
   * @param pinnedAt Unix seconds
   */
  record OfPin(int owner, PinName name, long token, long pinnedAt) implements Entry {
    @Override
    public Key key() {
      return new Key(Key.Kind.PIN, Integer.toUnsignedLong(owner), name.text());
    }
  }
}
