package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The object type list of a case, access-check §1. */
record NaiveTree(List<NaiveCase.Node> nodes) {
  boolean valid() {
    if (nodes.isEmpty() || nodes.size() > 1024 || nodes.get(0).level() != 0) {
      return false;
    }
    Set<String> guids = new HashSet<>();
    for (int n = 0; n < nodes.size(); n++) {
      if (!guids.add(nodes.get(n).guid())
          || n > 0 && (nodes.get(n).level() == 0 || nodes.get(n).level() > nodes.get(n - 1).level() + 1)) {
        return false;
      }
    }
    return true;
  }

  int nodeOf(String guid) {
    for (int n = 0; n < nodes.size(); n++) {
      if (nodes.get(n).guid().equals(guid)) {
        return n;
      }
    }
    return -1;
  }

  int parent(int node) {
    for (int m = node - 1; m >= 0; m--) {
      if (nodes.get(m).level() == nodes.get(node).level() - 1) {
        return m;
      }
    }
    return -1;
  }

  /** Nearest first. */
  List<Integer> ancestors(int node) {
    List<Integer> ancestors = new ArrayList<>();
    for (int a = parent(node); a >= 0; a = parent(a)) {
      ancestors.add(a);
    }
    return ancestors;
  }
}
