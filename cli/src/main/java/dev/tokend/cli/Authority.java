package dev.tokend.cli;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.ProcessesReply;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.WatchReply;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the command asks of an authority. */
public interface Authority extends AutoCloseable {
  /** The path of its socket, for messages. */
  String place();

  /**
   * Opens a token, reads classes of it, and lets it go.
   *
   * @param target whose token
   * @param accessMask the rights to open with (formats §4.2)
   * @param classes bit n asks for query class n
   * @param withFacts whether to read what no class shows
   */
  Inspection inspect(Target target, int accessMask, int classes, boolean withFacts)
      throws RefusedException, IOException;

  /** The names that it knows; a SID without one is not in the map. */
  Map<Sid, String> names(List<Sid> sids) throws RefusedException, IOException;

  /** How it is. */
  AuthorityStatus status() throws RefusedException, IOException;

  /**
   * The audit events after one, as far as the caller may see them.
   *
   * @param after the number of the last one that is known, 0 for none
   * @param waitMillis how long to wait for one where there is none
   */
  EventsReply events(long after, int waitMillis) throws RefusedException, IOException;

  /**
   * Begins to watch a token, in place of another that was watched.
   *
   * @return how it is now
   */
  WatchReply watch(Target target) throws RefusedException, IOException;

  /**
   * What has changed of the watched token since the last answer.
   *
   * @param waitMillis how long to wait where nothing has
   */
  WatchReply watched(int waitMillis) throws RefusedException, IOException;

  /** The processes whose tokens the caller may query, and how many others there are. */
  ProcessesReply processes() throws RefusedException, IOException;

  /** Ends it. */
  void stop() throws RefusedException, IOException;

  /** The client library, for what changes tokens and passes handles. */
  TokenClient client();

  @Override
  void close() throws IOException;
}
