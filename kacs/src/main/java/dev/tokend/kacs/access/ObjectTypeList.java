package dev.tokend.kacs.access;

import dev.tokend.kacs.sd.Guid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of an object that a request asks about: a tree of GUIDs in preorder, KACS v0.22 §10.5. Immutable.
 *
 * <p>Any list can be made; a check refuses one that is not a tree.
 */
public final class ObjectTypeList {
  /** The largest number of nodes. */
  public static final int MAX_NODES = 1024;

  private static final int NONE = -1;

  private final List<Node> nodes;
  private final boolean valid;
  private final int[] parents;
  private final int[] ends;
  private final Map<Guid, Integer> indexes;

  /**
   * An entry of the list.
   *
   * @param level 0 for the object itself, and only for the first entry; at most one more than the entry before
   * @param type the type of the object, property set or property; each at most once
   */
  public record Node(int level, Guid type) {}

  private ObjectTypeList(List<Node> list) {
    nodes = List.copyOf(list);
    parents = new int[nodes.size()];
    ends = new int[nodes.size()];
    indexes = HashMap.newHashMap(nodes.size());
    valid = isTree(nodes) && index();
  }

  /** Takes the list as it is. */
  public static ObjectTypeList of(List<Node> nodes) {
    return new ObjectTypeList(nodes);
  }

  private static boolean isTree(List<Node> nodes) {
    if (nodes.isEmpty() || nodes.size() > MAX_NODES || nodes.getFirst().level() != 0) {
      return false;
    }
    for (int n = 1; n < nodes.size(); n++) {
      int level = nodes.get(n).level();
      if (level < 1 || level > nodes.get(n - 1).level() + 1) {
        return false;
      }
    }
    return true;
  }

  /** Finds parents, ends and indexes; false if a GUID stands twice. */
  private boolean index() {
    for (int n = 0; n < nodes.size(); n++) {
      if (indexes.putIfAbsent(nodes.get(n).type(), n) != null) {
        return false;
      }
      parents[n] = n == 0 ? NONE : findParent(n);
    }
    for (int n = nodes.size() - 1; n >= 0; n--) {
      ends[n] = Math.max(ends[n], n + 1);
      if (parents[n] != NONE) {
        ends[parents[n]] = Math.max(ends[parents[n]], ends[n]);
      }
    }
    return true;
  }

  /** The way up from the entry before ends at the root at the latest, the only one at level 0. */
  private int findParent(int node) {
    int level = nodes.get(node).level();
    int parent = node - 1;
    while (nodes.get(parent).level() >= level) {
      parent = parents[parent];
    }
    return parent;
  }

  /** Whether the list is a tree: one root, no gap in the levels, no GUID twice, at most {@link #MAX_NODES} entries. */
  public boolean isValid() {
    return valid;
  }

  /** The entries. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The number of entries. */
  public int size() {
    return nodes.size();
  }

  /** The index of the entry of that type; -1 if it is not in the list. */
  int indexOf(Guid type) {
    Integer index = indexes.get(type);
    return index == null ? NONE : index;
  }

  /** The index of the nearest earlier entry one level up; -1 for the root. */
  int parent(int node) {
    return parents[node];
  }

  /** The index after the node's last descendant. */
  int end(int node) {
    return ends[node];
  }

  boolean hasChildren(int node) {
    return ends[node] > node + 1;
  }
}
