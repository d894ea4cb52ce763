package dev.tokend.cli;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.AuditStatus;
import dev.tokend.surface.protocol.AuthorityStatus;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.ProcessesReply;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.WatchReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An authority in memory, which remembers what it was asked. */
final class FakeAuthority implements Authority, ClientFactory {
  final Map<Target, FakeToken> tokens = new HashMap<>();
  final Map<Target, Failure> refusals = new HashMap<>();
  final Map<Target, IOException> broken = new HashMap<>();
  final Map<Sid, String> names = new HashMap<>();
  final List<String> asked = new ArrayList<>();
  final List<List<Sid>> namesAsked = new ArrayList<>();
  final List<Starting> startings = new ArrayList<>();
  @Nullable IOException namesBroken;
  @Nullable Failure stopRefused;
  final List<String> events = new ArrayList<>();
  final List<Object> watched = new ArrayList<>();
  final List<Integer> eventWaits = new ArrayList<>();
  ProcessesReply processes = FakeProcesses.ofGoldenFiles();
  int followed;
  boolean running = true;
  boolean open;
  AuthorityStatus status =
      new AuthorityStatus(4711, 1000, false, 1_767_323_045L, 1, 2, 3, 4, 5, 21, 900, "0.1.0", new AuditStatus("/run/user/1000/tokend/audit.jsonl", null, 0));

  /** The one of the golden files. */
  static FakeAuthority ofGoldenFiles() {
    FakeAuthority authority = new FakeAuthority();
    authority.tokens.put(new Target.Self(), FakeTokens.alice());
    authority.tokens.put(new Target.Process(1), FakeTokens.system());
    authority.tokens.put(new Target.Process(4821), FakeTokens.sandbox());
    authority.tokens.put(new Target.Thread(4900, 4902), FakeTokens.client());
    authority.names.put(Sid.unixUser(1000), "alice");
    authority.names.put(Sid.unixGroup(1000), "alice");
    authority.names.put(Sid.unixGroup(27), "sudo");
    authority.names.put(Sid.unixUser(1001), "bob");
    authority.names.put(Sid.of("S-1-5-21-10-20-30-1001"), "CORP\\carol");
    return authority;
  }

  @Override
  public Authority connect(@Nullable String socket, Starting starting) throws IOException {
    startings.add(starting);
    if (!running && starting == Starting.NEVER) {
      throw new dev.tokend.surface.client.AuthorityUnreachableException(
          Path.of(socket == null ? "/run/user/1000/tokend/tokend.sock" : socket), "Connection refused");
    }
    running = true;
    open = true;
    return this;
  }

  @Override
  public String place() {
    return "/run/user/1000/tokend/tokend.sock";
  }

  @Override
  public Inspection inspect(Target target, int accessMask, int classes, boolean withFacts)
      throws RefusedException, IOException {
    asked.add(target + " 0x" + Integer.toHexString(accessMask) + " 0x" + Integer.toHexString(classes) + " " + withFacts);
    Failure refusal = refusals.get(target);
    if (refusal != null) {
      throw new RefusedException(refusal);
    }
    IOException failure = broken.get(target);
    if (failure != null) {
      throw failure;
    }
    FakeToken token = tokens.get(target);
    if (token == null) {
      throw new IllegalStateException("no fake token for " + target);
    }
    return token.inspect(classes, withFacts);
  }

  @Override
  public Map<Sid, String> names(List<Sid> sids) throws IOException {
    namesAsked.add(sids);
    IOException failure = namesBroken;
    if (failure != null) {
      throw failure;
    }
    Map<Sid, String> found = new HashMap<>();
    for (Sid sid : sids) {
      String name = names.get(sid);
      if (name != null) {
        found.put(sid, name);
      }
    }
    return found;
  }

  @Override
  public AuthorityStatus status() {
    return status;
  }

  @Override
  public EventsReply events(long after, int waitMillis) throws RefusedException, IOException {
    eventWaits.add(waitMillis);
    if (waitMillis > 0 && followed-- == 0) {
      throw new IOException("the authority closed the connection");
    }
    if (waitMillis > 0) {
      events.add(FakeEvents.stop(events.size() + 1));
    }
    int from = (int) Math.min(after, events.size());
    int to = Math.min(from + 7, events.size());
    return new EventsReply(to, 1, events.subList(from, to));
  }

  @Override
  public WatchReply watch(Target target) throws RefusedException, IOException {
    asked.add("watch " + target);
    Failure refusal = refusals.get(target);
    if (refusal != null) {
      throw new RefusedException(refusal);
    }
    return next();
  }

  @Override
  public WatchReply watched(int waitMillis) throws RefusedException, IOException {
    return next();
  }

  private WatchReply next() throws RefusedException, IOException {
    Object answer = watched.isEmpty() ? new IOException("the authority closed the connection") : watched.removeFirst();
    return switch (answer) {
      case WatchReply reply -> reply;
      case Failure failure -> throw new RefusedException(failure);
      default -> throw (IOException) answer;
    };
  }

  @Override
  public ProcessesReply processes() {
    return processes;
  }

  @Override
  public void stop() throws RefusedException {
    Failure refusal = stopRefused;
    if (refusal != null) {
      throw new RefusedException(refusal);
    }
    running = false;
  }

  @Override
  public TokenClient client() {
    throw new AssertionError("nothing here passes handles");
  }

  @Override
  public void close() {
    open = false;
  }
}
