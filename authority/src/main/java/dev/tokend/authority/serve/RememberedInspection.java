package dev.tokend.authority.serve;

import dev.tokend.authority.connection.Evidence;
import dev.tokend.authority.connection.Frame;
import dev.tokend.authority.connection.Sender;
import dev.tokend.authority.connection.ShortFrame;
import dev.tokend.authority.process.Identified;
import dev.tokend.authority.process.Processes;
import dev.tokend.authority.process.Standing;
import dev.tokend.monitor.Monitor;
import dev.tokend.monitor.state.ProcessState;
import dev.tokend.monitor.state.Token;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Words;
import org.jspecify.annotations.Nullable;

/**
 * The last look of a process at its own token, on one connection. Its answer rests on who the process is, which
 * {@link Standing} asks Linux at every request, on its tokens, and on what the token is.
 */
final class RememberedInspection {
  private static final int WORDS = 6;
  private static final int SELF = 1;

  /** So many looks are worth more than what it takes to be quick; so many more after it was in vain. */
  private static final int FIRST = 8;

  private static final int NEXT = 64;

  private final Monitor monitor;
  private final Processes processes;
  private final Sender peer;
  private int untilKept = FIRST;
  private @Nullable Standing standing;
  private @Nullable Memory last;

  /** What was asked and answered. */
  private record Memory(ProcessState process, TokenMoment token, int mask, int classes, byte[] reply) {}

  RememberedInspection(Monitor monitor, Processes processes, Sender peer) {
    this.monitor = monitor;
    this.processes = processes;
    this.peer = peer;
  }

  /** An inspection of the process that connected has just been answered. */
  void remember(Frame frame, byte[] reply) {
    last = null;
    byte[] payload = frame.payload();
    ProcessState process = monitor.processes().find(peer.pidfd().inode());
    boolean plain = payload.length == WORDS * Integer.BYTES && Words.at(payload, 0) == SELF && Words.at(payload, 5) == 0;
    if (!plain || process == null || process.isImpersonating() || --untilKept > 0) {
      return;
    }
    Token token = process.primary();
    if (token != null && isVouchedFor(process, frame.evidence())) {
      last =
          new Memory(process, TokenMoment.of(token), Words.at(payload, 3), Words.at(payload, 4), reply);
    }
  }

  private boolean isVouchedFor(ProcessState process, Evidence evidence) {
    Standing current = standing;
    if (current == null) {
      current = processes.standing(peer.pid(), peer.pidfd(), evidence.realUid());
      standing = current;
    }
    Identified.Known known = current == null ? null : current.begin(process);
    if (known == null) {
      giveUp();
      return false;
    }
    try {
      Vouching.require(Operation.INSPECT, known, evidence);
      return true;
    } catch (FailedException e) {
      giveUp();
      return false;
    }
  }

  private void giveUp() {
    close();
    untilKept = NEXT;
  }

  byte @Nullable [] again(ShortFrame request) {
    Memory memory = last;
    Standing current = standing;
    if (memory == null
        || current == null
        || request.length() != WORDS * Integer.BYTES
        || request.descriptors() != 0
        || request.payloadWord(0) != SELF
        || request.payloadWord(1) != 0
        || request.payloadWord(2) != 0
        || request.payloadWord(3) != memory.mask
        || request.payloadWord(4) != memory.classes
        || request.payloadWord(5) != 0) {
      return null;
    }
    processes.hear();
    if (memory.process.isImpersonating()
        || memory.process.primary() != memory.token.token()
        || !memory.token.isNow()) {
      return null;
    }
    if (!current.holds(request.realUid(), request.realGid())) {
      giveUp();
      return null;
    }
    return memory.reply;
  }

  void close() {
    last = null;
    if (standing != null) {
      standing.close();
      standing = null;
    }
  }
}
