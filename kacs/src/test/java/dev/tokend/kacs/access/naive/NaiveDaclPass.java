package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The DACL pass, access-check §6, line by line. */
final class NaiveDaclPass {
  private final NaiveCase c;
  private final NaiveMasks masks;
  private final NaiveTree tree;

  NaiveDaclPass(NaiveCase c) {
    this.c = c;
    masks = new NaiveMasks(c);
    tree = new NaiveTree(c.objectTypes() == null ? List.of() : c.objectTypes());
  }

  /** DACLPASS. */
  List<NaiveCell> read(
      @Nullable List<NaiveAce> dacl, NaiveView view, int granted, int decided, boolean implicit) {
    int relevant = masks.maxmode() ? masks.allBits() : masks.want();
    List<NaiveCell> cells = new ArrayList<>();
    for (int n = 0; n < (c.objectTypes() == null ? 1 : c.objectTypes().size()); n++) {
      cells.add(new NaiveCell(granted, decided));
    }
    if (implicit && view.owner() && !ownerRights(dacl)) {
      cells.forEach(cell -> cell.take(NaiveMasks.READ_CONTROL | NaiveMasks.WRITE_DAC, true));
    }
    if (dacl == null) {
      cells.forEach(cell -> cell.take(masks.allBits(), true));
      return cells;
    }
    for (NaiveAce ace : dacl) {
      if (ace.inheritOnly() || !ace.isAllow() && !ace.isDeny()) {
        continue;
      }
      boolean allow = ace.isAllow();
      if (!view.matches(ace.sid(), allow)) {
        continue;
      }
      if (ace.isCallback()) {
        Boolean r = NaiveConditions.evaluate(c, ace.condition(), allow, view);
        if (allow ? r != Boolean.TRUE : r == Boolean.FALSE) {
          continue;
        }
      }
      int bits = masks.map(ace.mask() & ~NaiveMasks.RESERVED) & relevant;
      if (bits == 0) {
        continue;
      }
      if (c.objectTypes() == null || ace.objectType() == null) {
        cells.forEach(cell -> cell.take(bits, allow));
      } else {
        int n = tree.nodeOf(ace.objectType());
        if (n >= 0) {
          scoped(cells, n, bits, allow);
        }
      }
    }
    return cells;
  }

  private void scoped(List<NaiveCell> cells, int n, int bits, boolean allow) {
    List<Integer> sub = new ArrayList<>();
    for (int m = 0; m < cells.size(); m++) {
      if (m == n || tree.ancestors(m).contains(n)) {
        sub.add(m);
      }
    }
    if (allow) {
      for (int m : sub) {
        cells.get(m).take(bits, true);
      }
      for (int p = cells.size() - 1; p >= 0; p--) {
        int all = ~0;
        boolean isParent = false;
        for (int m = 0; m < cells.size(); m++) {
          if (tree.parent(m) == p) {
            isParent = true;
            all &= cells.get(m).granted;
          }
        }
        if (isParent) {
          cells.get(p).take(all, true);
        }
      }
    } else {
      Map<Integer, Integer> fresh = new LinkedHashMap<>();
      for (int m : sub) {
        fresh.put(m, cells.get(m).take(bits, false));
      }
      for (int m : sub) {
        for (int a : tree.ancestors(m)) {
          cells.get(a).take(fresh.get(m), false);
        }
      }
    }
  }

  private static boolean ownerRights(@Nullable List<NaiveAce> dacl) {
    return dacl != null && dacl.stream().anyMatch(
        ace -> !ace.inheritOnly() && (ace.isAllow() || ace.isDeny()) && ace.sid().equals("S-1-3-4"));
  }
}
