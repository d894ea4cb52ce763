package dev.tokend.cli.explain;

import dev.tokend.kacs.access.BitVerdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rights that share their verdict.
 *
 * @param rights the bits
 * @param verdict the one on the first of them, which says it for all
 */
public record Finding(int rights, BitVerdict verdict) {

  /** Verdicts grouped by what they say, in the order in which they came. */
  public static List<Finding> of(List<BitVerdict> verdicts) {
    List<Finding> findings = new ArrayList<>();
    for (BitVerdict verdict : verdicts) {
      int same = 0;
      while (same < findings.size() && !sayTheSame(findings.get(same).verdict, verdict)) {
        same++;
      }
      if (same == findings.size()) {
        findings.add(new Finding(verdict.bit(), verdict));
      } else {
        Finding found = findings.get(same);
        findings.set(same, new Finding(found.rights | verdict.bit(), found.verdict));
      }
    }
    return findings;
  }

  /** The denials of a check, the one to name first at the front. */
  public static List<Finding> denials(CheckReport report) {
    List<Finding> findings = new ArrayList<>(of(report.explanation().denials()));
    BitVerdict first = report.explanation().denial();
    for (int i = 0; first != null && i < findings.size(); i++) {
      if (sayTheSame(findings.get(i).verdict, first)) {
        findings.addFirst(findings.remove(i));
        return findings;
      }
    }
    return findings;
  }

  /** What became of the rights that were granted. */
  public static List<Finding> grants(CheckReport report) {
    List<BitVerdict> granted = new ArrayList<>();
    for (BitVerdict verdict : report.explanation().verdicts()) {
      if (verdict.granted()) {
        granted.add(verdict);
      }
    }
    return of(granted);
  }

  private static boolean sayTheSame(@Nullable BitVerdict a, @Nullable BitVerdict b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.granted() == b.granted()
        && a.stage() == b.stage()
        && a.cause().equals(b.cause())
        && sayTheSame(a.because(), b.because());
  }
}
