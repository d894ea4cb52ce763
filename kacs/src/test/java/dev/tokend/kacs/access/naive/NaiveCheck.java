package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The stages of access-check §4 to §13, line by line. */
public final class NaiveCheck {
  static final int ASS = 0x0100_0000;
  static final int MAXIMUM_ALLOWED = 0x0200_0000;
  static final int RESERVED = 0x0CE0_0000;
  static final int READ_CONTROL = 0x0002_0000;
  static final int WRITE_DAC = 0x0004_0000;
  static final int WRITE_OWNER = 0x0008_0000;
  static final int DELETE = 0x0001_0000;
  static final int SYNCHRONIZE = 0x0010_0000;
  static final int GENERIC_READ = 0x8000_0000;
  static final int GENERIC_WRITE = 0x4000_0000;
  static final int GENERIC_EXECUTE = 0x2000_0000;
  static final int GENERIC_ALL = 0x1000_0000;

  private final NaiveCase c;
  private final NaiveToken token;

  /** A check ends early. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1L;

    Stop(String error) {
      super(error, null, false, false);
    }
  }

  /** A cell of §3. */
  private static final class Cell {
    int granted;
    int decided;

    Cell(int granted, int decided) {
      this.granted = granted;
      this.decided = decided;
    }

    int take(int bits, boolean allow) {
      int fresh = bits & ~decided;
      decided |= fresh;
      if (allow) {
        granted |= fresh;
      }
      return fresh;
    }
  }

  /** What EVALUATE returns. */
  private record Evaluated(int[] granted, int privgrant, Map<String, Integer> by) {}

  private NaiveCheck(NaiveCase c) {
    this.c = c;
    this.token = c.token();
  }

  /** The result of a case. */
  public static NaiveResult check(NaiveCase c) {
    try {
      return new NaiveCheck(c).check();
    } catch (Stop stop) {
      return NaiveResult.error(stop.getMessage());
    }
  }

  // §4

  private Evaluated evaluate(List<NaiveAce> dacl, int intent) throws Stop {
    NaiveCase.Descriptor sd = c.descriptor();
    if (token.sessionDead()) {
      throw new Stop("access-denied");
    }
    if (token.writeRestricted() && !token.userDenyOnly()) {
      throw new Stop("invalid-parameter");
    }
    if (token.impersonation() && token.level() == 1) {
      throw new Stop("access-denied");
    }
    if (sd == null) {
      throw new Stop("invalid-parameter");
    }
    if (sd.owner() == null) {
      throw new Stop("invalid-sd");
    }
    if (c.objectTypes() == null ? c.perNode() : !validObjectTypes(c.objectTypes())) {
      throw new Stop("invalid-parameter");
    }
    if ((c.desired() & RESERVED) != 0) {
      throw new Stop("invalid-parameter");
    }
    Set<String> p = new HashSet<>(token.privileges());
    if ((intent & 1) == 0) {
      p.remove("SeBackupPrivilege");
    }
    if ((intent & 2) == 0) {
      p.remove("SeRestorePrivilege");
    }
    int decided = ASS;
    int granted = 0;
    Map<String, Integer> by = new LinkedHashMap<>();
    if (p.contains("SeSecurityPrivilege")) {
      by.put("SeSecurityPrivilege", ASS);
    }
    if (p.contains("SeBackupPrivilege")) {
      by.put("SeBackupPrivilege", map(GENERIC_READ));
    }
    if (p.contains("SeRestorePrivilege")) {
      by.put("SeRestorePrivilege", map(GENERIC_WRITE) | WRITE_DAC | WRITE_OWNER | DELETE | ASS);
    }
    for (int bits : by.values()) {
      decided |= bits;
      granted |= bits;
    }
    int privgrant = granted;

    // §5
    NaiveAce label = firstOf(0x11);
    NaiveAce trust = firstOf(0x14);
    if (label != null && !label.sid().matches("S-1-16-\\d+")
        || trust != null && !trust.sid().matches("S-1-19-\\d+-\\d+")) {
      throw new Stop("malformed-sd");
    }
    long level = label == null ? 8192 : Long.parseLong(label.sid().split("-")[3]);
    int policy = label == null ? 2 : label.mask();
    int mandatory = 0;
    if ((token.mandatoryPolicy() & 1) != 0 && Integer.toUnsignedLong(token.integrity()) < level) {
      int ok = map(GENERIC_READ) | map(GENERIC_EXECUTE) | READ_CONTROL | SYNCHRONIZE;
      if ((policy & 1) != 0) {
        ok &= ~map(GENERIC_READ);
      }
      if ((policy & 2) != 0) {
        ok &= ~map(GENERIC_WRITE);
      }
      if ((policy & 4) != 0) {
        ok &= ~map(GENERIC_EXECUTE);
      }
      if (p.contains("SeRelabelPrivilege")) {
        ok |= WRITE_OWNER;
        by.put("SeRelabelPrivilege", WRITE_OWNER);
      }
      mandatory = allBits() & ~ok;
      decided |= mandatory;
    }
    if (trust != null) {
      long type = Long.parseLong(trust.sid().split("-")[3]);
      long strength = Long.parseLong(trust.sid().split("-")[4]);
      boolean dominates = Integer.toUnsignedLong(c.pipType()) >= type
          && Integer.toUnsignedLong(c.pipTrust()) >= strength;
      if (!dominates) {
        int gone = (allBits() | ASS) & ~map(trust.mask() & ~RESERVED);
        decided |= gone;
        granted &= ~gone;
        privgrant &= ~gone;
        mandatory |= gone;
      }
    }

    // §6
    List<Cell> cells = daclPass(dacl, new NaiveView.Normal(c), granted, decided, true);

    // §7
    boolean asked = (want() & WRITE_OWNER) != 0 || maxmode();
    if (asked && p.contains("SeTakeOwnershipPrivilege") && (mandatory & WRITE_OWNER) == 0
        && (cells.get(0).granted & WRITE_OWNER) == 0) {
      for (Cell cell : cells) {
        cell.granted |= WRITE_OWNER;
        cell.decided |= WRITE_OWNER;
      }
      by.put("SeTakeOwnershipPrivilege", WRITE_OWNER);
      privgrant |= WRITE_OWNER;
    }

    // §8
    if (!token.restrictedSids().isEmpty() || !token.restrictedDeviceGroups().isEmpty()) {
      List<Cell> r = daclPass(dacl, new NaiveView.Restricted(c), 0, 0, true);
      for (int i = 0; i < cells.size(); i++) {
        int keep = r.get(i).granted;
        if (token.writeRestricted()) {
          keep |= ~map(GENERIC_WRITE);
        }
        cells.get(i).granted = cells.get(i).granted & keep | privgrant;
      }
    }

    // §9
    if (token.confinementSid() != null && !token.confinementExempt()) {
      List<Cell> q = daclPass(dacl, new NaiveView.Confinement(c), 0, 0, false);
      for (int i = 0; i < cells.size(); i++) {
        cells.get(i).granted &= q.get(i).granted;
      }
    }
    int[] result = cells.stream().mapToInt(cell -> cell.granted).toArray();
    return new Evaluated(result, privgrant & result[0], by);
  }

  // §6

  private List<Cell> daclPass(
      @Nullable List<NaiveAce> dacl, NaiveView view, int granted, int decided, boolean implicit) {
    int relevant = maxmode() ? allBits() : want();
    List<Cell> cells = new ArrayList<>();
    for (int n = 0; n < (c.objectTypes() == null ? 1 : c.objectTypes().size()); n++) {
      cells.add(new Cell(granted, decided));
    }
    if (implicit && view.owner() && !ownerRights(dacl)) {
      cells.forEach(cell -> cell.take(READ_CONTROL | WRITE_DAC, true));
    }
    if (dacl == null) {
      cells.forEach(cell -> cell.take(allBits(), true));
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
      int bits = map(ace.mask() & ~RESERVED) & relevant;
      if (bits == 0) {
        continue;
      }
      if (c.objectTypes() == null || ace.objectType() == null) {
        cells.forEach(cell -> cell.take(bits, allow));
      } else {
        int n = nodeOf(ace.objectType());
        if (n >= 0) {
          scoped(cells, n, bits, allow);
        }
      }
    }
    return cells;
  }

  private void scoped(List<Cell> cells, int n, int bits, boolean allow) {
    List<Integer> sub = new ArrayList<>();
    for (int m = 0; m < cells.size(); m++) {
      if (m == n || ancestors(m).contains(n)) {
        sub.add(m);
      }
    }
    if (allow) {
      for (int m : sub) {
        cells.get(m).take(bits, true);
      }
      for (int p = cells.size() - 1; p >= 0; p--) {
        int all = ~0;
        boolean parent = false;
        for (int m = 0; m < cells.size(); m++) {
          if (parent(m) == p) {
            parent = true;
            all &= cells.get(m).granted;
          }
        }
        if (parent) {
          cells.get(p).take(all, true);
        }
      }
    } else {
      Map<Integer, Integer> fresh = new LinkedHashMap<>();
      for (int m : sub) {
        fresh.put(m, cells.get(m).take(bits, false));
      }
      for (int m : sub) {
        for (int a : ancestors(m)) {
          cells.get(a).take(fresh.get(m), false);
        }
      }
    }
  }

  private static boolean ownerRights(@Nullable List<NaiveAce> dacl) {
    return dacl != null && dacl.stream().anyMatch(
        ace -> !ace.inheritOnly() && (ace.isAllow() || ace.isDeny()) && ace.sid().equals("S-1-3-4"));
  }

  // §10 to §13

  private NaiveResult check() throws Stop {
    NaiveCase.Descriptor sd = c.descriptor();
    Evaluated b = evaluate(sd == null ? null : sd.dacl(), c.intent());
    int[] g = b.granted.clone();
    int[] s = b.granted.clone();
    List<String> policySids = new ArrayList<>();
    List<NaiveAce> objectSacl = sd.sacl() == null ? List.of() : sd.sacl();
    for (NaiveAce ace : objectSacl) {
      if (ace.type() == 0x13 && !ace.inheritOnly()) {
        policySids.add(ace.sid());
      }
    }
    List<Sacl> sacls = new ArrayList<>(List.of(new Sacl(null, objectSacl)));
    List<Sacl> stagedSacls = new ArrayList<>(List.of(new Sacl(null, objectSacl)));
    boolean someStagedSacl = false;
    for (String sid : policySids) {
      List<NaiveCase.Rule> rules = c.policies().containsKey(sid) ? c.policies().get(sid) : List.of(recovery());
      for (NaiveCase.Rule rule : rules) {
        if (rule.appliesTo() != null
            && NaiveConditions.evaluate(c, rule.appliesTo(), false, null) != Boolean.TRUE) {
          continue;
        }
        int[] e = evaluate(rule.dacl(), 0).granted;
        int[] t = rule.stagedDacl() == null ? e : evaluate(rule.stagedDacl(), 0).granted;
        for (int i = 0; i < g.length; i++) {
          g[i] &= e[i];
          s[i] &= t[i];
        }
        if (rule.sacl() != null) {
          sacls.add(new Sacl(sid, rule.sacl()));
        }
        if (rule.stagedSacl() != null || rule.sacl() != null) {
          stagedSacls.add(new Sacl(sid, rule.stagedSacl() != null ? rule.stagedSacl() : rule.sacl()));
        }
        someStagedSacl |= rule.stagedSacl() != null;
      }
    }
    boolean mismatch = !policySids.isEmpty() && !Arrays.equals(s, g);
    boolean allowed = want() == 0 || (g[0] & want()) == want();

    Set<String> used = new TreeSet<>();
    List<NaiveResult.Use> uses = new ArrayList<>();
    if (!maxmode()) {
      int union = 0;
      for (int mask : g) {
        union |= mask;
      }
      for (String p : List.of("SeSecurityPrivilege", "SeBackupPrivilege", "SeRestorePrivilege",
          "SeTakeOwnershipPrivilege", "SeRelabelPrivilege")) {
        int asked = b.by.getOrDefault(p, 0) & want();
        int left = asked & (c.perNode() ? union : g[0]);
        if (asked == 0) {
          continue;
        }
        if (left != 0) {
          used.add(p);
        }
        if ((token.auditPolicy() & (left != 0 ? 4 : 8)) != 0) {
          uses.add(new NaiveResult.Use(p, asked, left));
        }
      }
    }

    List<NaiveResult.Audit> audits = new ArrayList<>();
    List<NaiveAce> fired = new ArrayList<>();
    int continuous = auditWalk(sacls, g[0], allowed, audits, fired);
    if (allowed && (token.auditPolicy() & 1) != 0) {
      audits.add(new NaiveResult.Audit(null, null, true, want(), g[0]));
    }
    if (!allowed && (token.auditPolicy() & 2) != 0) {
      audits.add(new NaiveResult.Audit(null, null, false, want(), g[0]));
    }
    if (someStagedSacl) {
      List<NaiveAce> stagedFired = new ArrayList<>();
      int stagedContinuous = auditWalk(stagedSacls, g[0], allowed, new ArrayList<>(), stagedFired);
      mismatch |= stagedContinuous != continuous || !stagedFired.equals(fired);
    }
    List<Integer> nodes = Arrays.stream(g).boxed().toList();
    return new NaiveResult(null, g[0], allowed, nodes, continuous, mismatch, used, audits, uses);
  }

  private record Sacl(@Nullable String policy, List<NaiveAce> aces) {}

  private int auditWalk(
      List<Sacl> sacls, int granted, boolean ok, List<NaiveResult.Audit> events, List<NaiveAce> fired) {
    int continuous = 0;
    NaiveView view = new NaiveView.Normal(c);
    for (Sacl sacl : sacls) {
      for (int i = 0; i < sacl.aces.size(); i++) {
        NaiveAce ace = sacl.aces.get(i);
        if (ace.inheritOnly() || !ace.isAudit() && !ace.isAlarm() || !view.matches(ace.sid(), false)) {
          continue;
        }
        if (c.objectTypes() != null && ace.objectType() != null && nodeOf(ace.objectType()) < 0) {
          continue;
        }
        if (ace.isCallback() && NaiveConditions.evaluate(c, ace.condition(), false, view) == Boolean.FALSE) {
          continue;
        }
        int mask = map(ace.mask() & ~RESERVED);
        if (ace.isAlarm()) {
          continuous |= mask;
        } else if ((mask & want()) != 0 && (ace.flags() & (ok ? 0x40 : 0x80)) != 0) {
          events.add(new NaiveResult.Audit(sacl.policy, i, ok, want(), granted));
          fired.add(ace);
        }
      }
    }
    return continuous;
  }

  private static NaiveCase.Rule recovery() {
    return new NaiveCase.Rule(null,
        List.of(
            NaiveAce.plain(0, 0, GENERIC_ALL, "S-1-5-32-544"),
            NaiveAce.plain(0, 0, GENERIC_ALL, "S-1-5-18"),
            NaiveAce.plain(0, 0, GENERIC_ALL, "S-1-3-4")),
        null, null, null);
  }

  private @Nullable NaiveAce firstOf(int type) {
    List<NaiveAce> sacl = c.descriptor().sacl();
    return sacl == null ? null
        : sacl.stream().filter(ace -> ace.type() == type && !ace.inheritOnly()).findFirst().orElse(null);
  }

  // §1, §3

  private static boolean validObjectTypes(List<NaiveCase.Node> nodes) {
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

  private int nodeOf(String guid) {
    for (int n = 0; n < c.objectTypes().size(); n++) {
      if (c.objectTypes().get(n).guid().equals(guid)) {
        return n;
      }
    }
    return -1;
  }

  private int parent(int node) {
    for (int m = node - 1; m >= 0; m--) {
      if (c.objectTypes().get(m).level() == c.objectTypes().get(node).level() - 1) {
        return m;
      }
    }
    return -1;
  }

  /** Nearest first. */
  private List<Integer> ancestors(int node) {
    List<Integer> ancestors = new ArrayList<>();
    for (int a = parent(node); a >= 0; a = parent(a)) {
      ancestors.add(a);
    }
    return ancestors;
  }

  private boolean maxmode() {
    return (c.desired() & MAXIMUM_ALLOWED) != 0;
  }

  private int want() {
    return map(c.desired() & ~MAXIMUM_ALLOWED);
  }

  private int allBits() {
    return map(GENERIC_ALL);
  }

  private int map(int mask) {
    int mapped = mask & 0x0FFF_FFFF;
    if ((mask & GENERIC_READ) != 0) {
      mapped |= c.mapping()[0];
    }
    if ((mask & GENERIC_WRITE) != 0) {
      mapped |= c.mapping()[1];
    }
    if ((mask & GENERIC_EXECUTE) != 0) {
      mapped |= c.mapping()[2];
    }
    if ((mask & GENERIC_ALL) != 0) {
      mapped |= c.mapping()[3];
    }
    return mapped;
  }
}
