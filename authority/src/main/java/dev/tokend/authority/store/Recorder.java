package dev.tokend.authority.store;

import dev.tokend.monitor.port.ChangeSink;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.PinName;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Which things may be other than they are kept. What is told to it is a name only: how each thing is, is looked at when
 * a transaction is made.
 */
public final class Recorder implements ChangeSink {
  private final Set<Long> tokens = new LinkedHashSet<>();
  private final Set<Long> sessions = new LinkedHashSet<>();
  private final Set<Long> processes = new LinkedHashSet<>();
  private final Set<PinKey> pins = new LinkedHashSet<>();

  /** A name of a uid's. */
  record PinKey(int owner, PinName name) {}

  @Override
  public void changed(Token token) {
    tokens.add(token.id());
  }

  @Override
  public void changed(LogonSession session) {
    sessions.add(session.id());
  }

  @Override
  public void changed(ProcessState process) {
    processes.add(process.key());
  }

  /** A process that is kept has ended before anybody knew of it again. */
  void ended(long process) {
    processes.add(process);
  }

  /** A token is kept under a name, or is no more. */
  public void pinChanged(int owner, PinName name) {
    pins.add(new PinKey(owner, name));
  }

  Set<Long> tokens() {
    return tokens;
  }

  Set<Long> sessions() {
    return sessions;
  }

  Set<Long> processes() {
    return processes;
  }

  Set<PinKey> pins() {
    return pins;
  }

  boolean isEmpty() {
    return tokens.isEmpty() && sessions.isEmpty() && processes.isEmpty() && pins.isEmpty();
  }

  /** All of it is kept now. */
  void clear() {
    tokens.clear();
    sessions.clear();
    processes.clear();
    pins.clear();
  }
}
