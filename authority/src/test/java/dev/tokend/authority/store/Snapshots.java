package dev.tokend.authority.store;

import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.HolderKind;
import dev.tokend.monitor.state.LinkedPair;
import dev.tokend.monitor.state.LogonSession;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.TreeMap;

/** Everything that a monitor holds, as text, so that two moments can be compared. */
final class Snapshots {
  private Snapshots() {}

  static String of(Monitor monitor) {
    TreeMap<String, String> lines = new TreeMap<>();
    for (LogonSession session : monitor.sessions().published()) {
      lines.put(session.toString(), of(session));
    }
    for (Token token : monitor.tokens().live()) {
      lines.put("token " + token.id(), of(token));
    }
    for (ProcessState process : monitor.processes().all()) {
      lines.put(process.toString(), of(process));
    }
    StringBuilder text = new StringBuilder();
    lines.forEach((name, content) -> text.append(name).append(": ").append(content).append('\n'));
    return text.toString();
  }

  private static String of(LogonSession session) {
    LinkedPair pair = session.pair();
    return session.logonType() + " " + session.user() + " " + session.authPackage() + " " + session.createdAt()
        + " dead=" + session.isDead() + " live=" + session.liveTokens()
        + " pair=" + (pair == null ? "none" : pair.elevated().id() + "/" + pair.filtered().id())
        + " " + session.descriptor();
  }

  private static String of(Token token) {
    StringBuilder holders = new StringBuilder();
    for (HolderKind kind : HolderKind.values()) {
      holders.append(kind).append('=').append(token.references(kind)).append(' ');
    }
    return holders + "modified=" + token.modifiedId() + " " + token.blueprint();
  }

  private static String of(ProcessState process) {
    int[] threads = process.impersonatingThreads();
    Arrays.sort(threads);
    StringBuilder impersonations = new StringBuilder();
    for (int tid : threads) {
      impersonations.append(tid).append("->").append(process.effective(tid).id()).append(' ');
    }
    return "primary=" + (process.primary() == null ? "none" : process.primary().id())
        + " bound=" + process.isBound() + " impersonations=" + impersonations + process.pip() + process.descriptor();
  }
}
