package dev.tokend.monitor.port;

import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;

/**
 * Where an embedder that keeps a monitor's state beyond its life is told what has changed. What is told is the object
 * and not the change: it is as it is now, or it has ended. Called in the middle of an operation, so nothing is to be
 * done about it before the operation is over.
 */
public interface ChangeSink {
  /** For an embedder that keeps nothing. */
  ChangeSink NONE =
      new ChangeSink() {
        @Override
        public void changed(Token token) {}

        @Override
        public void changed(LogonSession session) {}

        @Override
        public void changed(ProcessState process) {}
      };

  /** A token has other adjustable fields than before. */
  void changed(Token token);

  /** A session was published, linked, invalidated or destroyed, or has got its first token. */
  void changed(LogonSession session);

  /** A process has come, has another primary token, descriptor or binding, a thread of it
   * acts as another or no more, or it has ended. */
  void changed(ProcessState process);
}
