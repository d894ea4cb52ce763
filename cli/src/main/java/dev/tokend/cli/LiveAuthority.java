package dev.tokend.cli;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.AuthorityAddress;
import dev.tokend.surface.client.AuthorityLocator;
import dev.tokend.surface.client.AuthorityStarter;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenWatch;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.ProcessesReply;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.WatchReply;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An authority that runs, behind its socket. */
final class LiveAuthority implements Authority {
  private final TokenClient client;
  private @Nullable TokenWatch watch;

  private LiveAuthority(TokenClient client) {
    this.client = client;
  }

  /**
   * Finds authorities in the environment.
   *
   * @param launcher the program that starts one; null where none is known, so that none can be started
   */
  record Factory(Map<String, String> environment, @Nullable String launcher) implements ClientFactory {
    @Override
    public Authority connect(@Nullable String socket, Starting starting) throws IOException {
      List<AuthorityAddress> addresses = AuthorityLocator.locate(
          socket, environment.get("TOKEND_SOCKET"), environment.get("XDG_RUNTIME_DIR"));
      AuthorityStarter starter =
          launcher == null || starting == Starting.NEVER ? null : new AuthorityStarter(List.of(launcher));
      if (starting == Starting.ASKED_FOR && starter != null) {
        starter.start(addresses.getLast().socket());
      }
      return new LiveAuthority(TokenClient.connect(addresses, starter));
    }
  }

  @Override
  public String place() {
    return client.address().socket().toString();
  }

  @Override
  public Inspection inspect(Target target, int accessMask, int classes, boolean withFacts)
      throws RefusedException, IOException {
    return client.inspect(target, accessMask, classes, withFacts);
  }

  @Override
  public Map<Sid, String> names(List<Sid> sids) throws RefusedException, IOException {
    return client.names(sids);
  }

  @Override
  public AuthorityStatus status() throws RefusedException, IOException {
    return client.status();
  }

  @Override
  public EventsReply events(long after, int waitMillis) throws RefusedException, IOException {
    return client.events().after(after, waitMillis);
  }

  @Override
  public WatchReply watch(Target target) throws RefusedException, IOException {
    TokenWatch begun = client.events().watch(target);
    watch = begun;
    return begun.begun();
  }

  @Override
  public WatchReply watched(int waitMillis) throws RefusedException, IOException {
    TokenWatch begun = watch;
    if (begun == null) {
      throw new IllegalStateException("nothing is watched");
    }
    return begun.next(waitMillis);
  }

  @Override
  public ProcessesReply processes() throws RefusedException, IOException {
    return client.processes().list();
  }

  @Override
  public void stop() throws RefusedException, IOException {
    client.stop();
  }

  @Override
  public TokenClient client() {
    return client;
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
