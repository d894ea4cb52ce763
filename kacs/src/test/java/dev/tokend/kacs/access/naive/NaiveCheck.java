package dev.tokend.kacs.access.naive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The access check of a case: CHECK, access-check §10 to §13, line by line. */
public final class NaiveCheck {
  private final NaiveCase c;
  private final NaiveToken token;
  private final NaiveMasks masks;
  private final NaiveEvaluator evaluator;

  private NaiveCheck(NaiveCase c) {
    this.c = c;
    token = c.token();
    masks = new NaiveMasks(c);
    evaluator = new NaiveEvaluator(c);
  }

  /** The result of a case. */
  public static NaiveResult check(NaiveCase c) {
    try {
      return new NaiveCheck(c).check();
    } catch (NaiveError error) {
      return NaiveResult.error(error.getMessage());
    }
  }

  private NaiveResult check() throws NaiveError {
    NaiveCase.Descriptor sd = c.descriptor();
    NaiveEvaluator.NaiveEvaluation b = evaluator.evaluate(sd == null ? null : sd.dacl(), c.intent());
    int[] g = b.granted().clone();
    int[] s = b.granted().clone();
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
        int[] e = evaluator.evaluate(rule.dacl(), 0).granted();
        int[] t = rule.stagedDacl() == null ? e : evaluator.evaluate(rule.stagedDacl(), 0).granted();
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
    boolean allowed = masks.want() == 0 || (g[0] & masks.want()) == masks.want();

    Set<String> used = new TreeSet<>();
    List<NaiveResult.Use> uses = new ArrayList<>();
    if (!masks.maxmode()) {
      int union = 0;
      for (int mask : g) {
        union |= mask;
      }
      for (String p : List.of("SeSecurityPrivilege", "SeBackupPrivilege", "SeRestorePrivilege",
          "SeTakeOwnershipPrivilege", "SeRelabelPrivilege")) {
        int asked = b.by().getOrDefault(p, 0) & masks.want();
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
      audits.add(new NaiveResult.Audit(null, null, true, masks.want(), g[0]));
    }
    if (!allowed && (token.auditPolicy() & 2) != 0) {
      audits.add(new NaiveResult.Audit(null, null, false, masks.want(), g[0]));
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
        if (c.objectTypes() != null && ace.objectType() != null
            && new NaiveTree(c.objectTypes()).nodeOf(ace.objectType()) < 0) {
          continue;
        }
        if (ace.isCallback() && NaiveConditions.evaluate(c, ace.condition(), false, view) == Boolean.FALSE) {
          continue;
        }
        int mask = masks.map(ace.mask() & ~NaiveMasks.RESERVED);
        if (ace.isAlarm()) {
          continuous |= mask;
        } else if ((mask & masks.want()) != 0 && (ace.flags() & (ok ? 0x40 : 0x80)) != 0) {
          events.add(new NaiveResult.Audit(sacl.policy, i, ok, masks.want(), granted));
          fired.add(ace);
        }
      }
    }
    return continuous;
  }

  private static NaiveCase.Rule recovery() {
    return new NaiveCase.Rule(null,
        List.of(
            NaiveAce.plain(0, 0, NaiveMasks.GENERIC_ALL, "S-1-5-32-544"),
            NaiveAce.plain(0, 0, NaiveMasks.GENERIC_ALL, "S-1-5-18"),
            NaiveAce.plain(0, 0, NaiveMasks.GENERIC_ALL, "S-1-3-4")),
        null, null, null);
  }
}
