package dev.tokend.cli.ps;

import dev.tokend.cli.view.ProcessLine;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Processes below their parents. The processes were looked at one after the other, so a parent may have ended since and
 * its number be another's: whatever the numbers say, every process stands in the tree once.
 */
final class ProcessTree {
  /** Deeper than anybody nests on purpose; below, the branches are not drawn any further. */
  private static final int MOST_BRANCHES = 40;

  private final Map<Integer, ListedProcess> byNumber = new LinkedHashMap<>();
  private final Map<Integer, List<ListedProcess>> children = new HashMap<>();
  private final Set<Integer> placed = new HashSet<>();
  private final List<ProcessLine> lines = new ArrayList<>();

  private ProcessTree(List<ListedProcess> processes) {
    for (ListedProcess process : processes) {
      byNumber.put(process.pid(), process);
    }
    for (ListedProcess process : processes) {
      if (parent(process) != null) {
        children.computeIfAbsent(process.parent(), pid -> new ArrayList<>()).add(process);
      }
    }
  }

  /**
   * The lines of a tree.
   *
   * @param processes in the order that those of one parent are to have
   * @param wanted which of them; their ancestors stand above them
   */
  static List<ProcessLine> of(List<ListedProcess> processes, Predicate<ListedProcess> wanted) {
    return new ProcessTree(new ProcessTree(processes).withAncestors(processes, wanted)).lines();
  }

  private List<ListedProcess> withAncestors(List<ListedProcess> processes, Predicate<ListedProcess> wanted) {
    Set<Integer> kept = new HashSet<>();
    for (ListedProcess process : processes) {
      ListedProcess at = wanted.test(process) ? process : null;
      while (at != null && kept.add(at.pid())) {
        at = parent(at);
      }
    }
    List<ListedProcess> left = new ArrayList<>();
    for (ListedProcess process : processes) {
      if (kept.contains(process.pid())) {
        left.add(process);
      }
    }
    return left;
  }

  private @Nullable ListedProcess parent(ListedProcess process) {
    return process.parent() == process.pid() ? null : byNumber.get(process.parent());
  }

  private List<ProcessLine> lines() {
    for (ListedProcess process : byNumber.values()) {
      if (parent(process) == null) {
        place(process);
      }
    }
    for (ListedProcess process : byNumber.values()) {
      // Only those that are their own ancestors are left.
      if (!placed.contains(process.pid())) {
        place(process);
      }
    }
    return lines;
  }

  /** One that waits for its line. */
  private record Waiting(ListedProcess process, @Nullable ListedProcess parent, int depth, List<Boolean> branch) {}

  /** A root and all below it; with a stack of its own, because nobody limits how deep processes nest. */
  private void place(ListedProcess root) {
    Deque<Waiting> stack = new ArrayDeque<>();
    stack.push(new Waiting(root, null, 0, List.of()));
    while (!stack.isEmpty()) {
      Waiting next = stack.pop();
      ListedProcess process = next.process();
      if (!placed.add(process.pid())) {
        continue;
      }
      lines.add(new ProcessLine(process, new ProcessLine.Place(next.depth(), next.branch(), next.parent())));
      List<ListedProcess> below = children.getOrDefault(process.pid(), List.of());
      for (int i = below.size() - 1; i >= 0; i--) {
        stack.push(new Waiting(below.get(i), process, next.depth() + 1, branch(next.branch(), i + 1 < below.size())));
      }
    }
  }

  private static List<Boolean> branch(List<Boolean> above, boolean moreToCome) {
    if (above.size() >= MOST_BRANCHES) {
      return above;
    }
    List<Boolean> branch = new ArrayList<>(above);
    branch.add(moreToCome);
    return branch;
  }
}
