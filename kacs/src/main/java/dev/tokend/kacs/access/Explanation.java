package dev.tokend.kacs.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision of a check computed from its trace alone, with the reason for every right that was asked for.
 *
 * @param refusal what ended the check before any right was looked at; null if nothing did
 * @param want the rights asked for, after mapping
 * @param granted the rights of every node
 * @param verdicts one for each bit of {@code want} at the root, lowest first
 */
public record Explanation(@Nullable Refusal refusal, int want, NodeMasks granted, List<BitVerdict> verdicts) {
  /** Copies the list. */
  public Explanation {
    verdicts = List.copyOf(verdicts);
  }

  /** Explains the events of one whole check, as {@link RecordingTrace} keeps them. */
  public static Explanation of(List<TraceEvent> events) {
    Replay replay = new Replay(0, 0);
    for (TraceEvent event : events) {
      if (event instanceof TraceEvent.Refused refused) {
        return new Explanation(refused.refusal(), 0, NodeMasks.none(), List.of());
      }
      if (event instanceof TraceEvent.RequestMapped mapped) {
        replay = new Replay(mapped.want(), mapped.nodes());
      } else {
        replay.step(event);
      }
    }
    return new Explanation(null, replay.want(), replay.granted(), replay.verdicts());
  }

  /** Whether the request is allowed. */
  public boolean allowed() {
    return refusal == null && denials().isEmpty();
  }

  /** The verdicts on the rights that are missing. */
  public List<BitVerdict> denials() {
    List<BitVerdict> denials = new ArrayList<>();
    for (BitVerdict verdict : verdicts) {
      if (!verdict.granted()) {
        denials.add(verdict);
      }
    }
    return denials;
  }

  /**
   * The one verdict to name first when the request is denied: that of the earliest stage, which is the hardest to get
   * past. Null if the request is allowed or refused.
   */
  public @Nullable BitVerdict denial() {
    BitVerdict first = null;
    for (BitVerdict verdict : denials()) {
      if (first == null || verdict.stage().compareTo(first.stage()) < 0) {
        first = verdict;
      }
    }
    return first;
  }
}
