package dev.tokend.authority.derive;

import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** A machine in memory: a monitor, a name service that says what a test wants, and processes that come and go. */
public final class Machine implements Accounts {
  /** Unix seconds at which everything happens. */
  public static final long NOW = 1_750_000_000L;

  /** The group whose members may become administrators. */
  public static final int SUDO = 27;

  /** Another such group. */
  public static final int WHEEL = 10;

  /** Its monitor. */
  public final Monitor monitor = new Monitor(() -> NOW, event -> {});

  /** What derives its tokens. */
  public final DerivedTokens derived;

  private final Map<Integer, AccountFacts> accounts = new HashMap<>();
  private boolean settled = true;
  private long lastProcess;

  /** A machine whose name service knows nobody. */
  public Machine() {
    this(new HostFacts("box", "0123456789abcdef", "6.18.0"));
  }

  Machine(HostFacts host) {
    derived = new DerivedTokens(monitor, this, Set.of(SUDO, WHEEL), host, () -> NOW);
  }

  @Override
  public Known account(int uid) {
    return new Known(accounts.get(uid), settled);
  }

  /** From now on the name service knows this user. */
  public void knows(int uid, AccountFacts account) {
    accounts.put(uid, account);
  }

  /** From now on the name service is still being asked, or no longer. */
  public void stillAsks(boolean asking) {
    settled = !asking;
  }

  /** The token of a new process. */
  public Token token(Person person) throws Exception {
    return token(start(person));
  }

  /** The primary token of a process. */
  public static Token token(ProcessState process) {
    Token token = process.primary();
    if (token == null) {
      throw new AssertionError(process + " has ended");
    }
    return token;
  }

  /** A new process. */
  public ProcessState start(Person person) throws Exception {
    TokenBlueprint blueprint = derived.blueprint(person.identity());
    if (blueprint == null) {
      throw new AssertionError("the name service is still being asked");
    }
    return monitor.deriveProcess(++lastProcess, blueprint);
  }

  /** The system invalidates a session. */
  public void invalidate(LogonSession session) throws Exception {
    ProcessState system = start(Person.system());
    monitor.invalidateSession(new InvalidateSession.Request(new Caller(system, 1), session.id()));
    end(system);
  }

  /** A process ends. */
  public void end(ProcessState process) {
    monitor.endProcess(process.key());
  }
}
