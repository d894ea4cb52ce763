package dev.tokend.kacs.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the events of a check, or of one policy rule within it: the rights of every node, and the verdicts at the
 * root.
 */
final class Replay {
  private static final int ROOT = 0;

  private final int want;
  private final int[] granted;
  private final @Nullable BitVerdict[] verdicts = new @Nullable BitVerdict[Integer.SIZE];
  private @Nullable Replay secondReading;
  private @Nullable Replay rule;
  private @Nullable Replay lastRule;

  Replay(int want, int nodes) {
    this.want = want;
    granted = new int[nodes];
  }

  int want() {
    return want;
  }

  NodeMasks granted() {
    return NodeMasks.of(granted.clone());
  }

  List<BitVerdict> verdicts() {
    List<BitVerdict> list = new ArrayList<>();
    for (int rest = want; rest != 0; rest &= rest - 1) {
      list.add(verdict(Integer.lowestOneBit(rest), Stage.DACL));
    }
    return list;
  }

  void step(TraceEvent event) {
    if (event instanceof TraceEvent.RuleLeft) {
      lastRule = rule;
      rule = null;
    } else if (rule != null) {
      rule.step(event);
    } else {
      own(event);
    }
  }

  private void own(TraceEvent event) {
    switch (event) {
      case TraceEvent.RuleEntered entered -> rule = new Replay(want, granted.length);
      case TraceEvent.StageEntered(Stage stage) when isSecondReading(stage) ->
          secondReading = new Replay(want, granted.length);
      case TraceEvent.BitsDecided decided when isSecondReading(decided.stage()) -> {
        if (secondReading != null) {
          secondReading.decide(decided);
        }
      }
      case TraceEvent.BitsDecided decided -> decide(decided);
      case TraceEvent.BitsRemoved removed -> remove(removed);
      default -> { }
    }
  }

  private void decide(TraceEvent.BitsDecided decided) {
    if (decided.granted()) {
      change(decided.node(), 0, decided.bits());
    }
    if (decided.node() <= ROOT) {
      // SeTakeOwnership is the one that grants what was decided before.
      judge(decided.bits(), decided.granted(), decided.stage(), decided.cause());
    }
  }

  private void remove(TraceEvent.BitsRemoved removed) {
    change(removed.node(), removed.bits(), 0);
    if (removed.node() <= ROOT) {
      judge(removed.bits(), false, removed.stage(), removed.cause());
    }
  }

  private void change(int node, int minus, int plus) {
    for (int n = 0; n < granted.length; n++) {
      if (node == n || node == TraceEvent.ALL_NODES) {
        granted[n] = (granted[n] & ~minus) | plus;
      }
    }
  }

  private void judge(int bits, boolean grant, Stage stage, Cause cause) {
    for (int rest = bits; rest != 0; rest &= rest - 1) {
      int bit = Integer.lowestOneBit(rest);
      BitVerdict because = switch (cause) {
        case Cause.NotGrantedTo by -> within(secondReading, bit, stage);
        case Cause.ByPolicyRule by -> within(lastRule, bit, Stage.DACL);
        default -> null;
      };
      verdicts[Integer.numberOfTrailingZeros(bit)] = new BitVerdict(bit, grant, stage, cause, because);
    }
  }

  private static @Nullable BitVerdict within(@Nullable Replay inner, int bit, Stage stage) {
    return inner == null ? null : inner.verdict(bit, stage);
  }

  private BitVerdict verdict(int bit, Stage stage) {
    BitVerdict verdict = verdicts[Integer.numberOfTrailingZeros(bit)];
    return verdict != null ? verdict : BitVerdict.nothingGrants(bit, stage);
  }

  private static boolean isSecondReading(Stage stage) {
    return stage == Stage.RESTRICTED || stage == Stage.CONFINEMENT;
  }
}
