package dev.tokend.kacs.condition;

import java.util.List;

/**
 * A list of literals, {@code {...}} in text. Elements may be of mixed class, and lists again.
 *
 * @param elements none or more, in order
 */
public record CompositeLiteral(List<Literal> elements) implements Literal {
  /** How many composites may stand inside each other, the outermost counted (conditions §3). */
  public static final int MAX_NESTING = 64;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if composites nest deeper than {@link #MAX_NESTING}
   */
  public CompositeLiteral {
    elements = List.copyOf(elements);
    if (1 + deepest(elements) > MAX_NESTING) {
      throw new IllegalArgumentException("more than " + MAX_NESTING + " nested composite literals");
    }
  }

  private static int deepest(List<Literal> elements) {
    int deepest = 0;
    for (Literal element : elements) {
      if (element instanceof CompositeLiteral inner) {
        deepest = Math.max(deepest, 1 + deepest(inner.elements));
      }
    }
    return deepest;
  }
}
