package dev.tokend.kacs.access.naive;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** EVALUATE, access-check §4 to §9, line by line. */
final class NaiveEvaluator {
  private final NaiveCase c;
  private final NaiveToken token;
  private final NaiveMasks masks;
  private final NaiveDaclPass pass;

  /** What it returns. */
  record NaiveEvaluation(int[] granted, int privgrant, Map<String, Integer> by) {}

  NaiveEvaluator(NaiveCase c) {
    this.c = c;
    token = c.token();
    masks = new NaiveMasks(c);
    pass = new NaiveDaclPass(c);
  }

  // §4

  /** The result with this DACL in the place of the object's. */
  NaiveEvaluation evaluate(@Nullable List<NaiveAce> dacl, int intent) throws NaiveError {
    NaiveCase.Descriptor sd = c.descriptor();
    if (token.sessionDead()) {
      throw new NaiveError("access-denied");
    }
    if (token.writeRestricted() && !token.userDenyOnly()) {
      throw new NaiveError("invalid-parameter");
    }
    if (token.impersonation() && token.level() == 1) {
      throw new NaiveError("access-denied");
    }
    if (sd == null) {
      throw new NaiveError("invalid-parameter");
    }
    if (sd.owner() == null) {
      throw new NaiveError("invalid-sd");
    }
    if (c.objectTypes() == null ? c.perNode() : !new NaiveTree(c.objectTypes()).valid()) {
      throw new NaiveError("invalid-parameter");
    }
    if ((c.desired() & NaiveMasks.RESERVED) != 0) {
      throw new NaiveError("invalid-parameter");
    }
    Set<String> p = new HashSet<>(token.privileges());
    if ((intent & 1) == 0) {
      p.remove("SeBackupPrivilege");
    }
    if ((intent & 2) == 0) {
      p.remove("SeRestorePrivilege");
    }
    int decided = NaiveMasks.ASS;
    int granted = 0;
    Map<String, Integer> by = new LinkedHashMap<>();
    if (p.contains("SeSecurityPrivilege")) {
      by.put("SeSecurityPrivilege", NaiveMasks.ASS);
    }
    if (p.contains("SeBackupPrivilege")) {
      by.put("SeBackupPrivilege", masks.map(NaiveMasks.GENERIC_READ));
    }
    if (p.contains("SeRestorePrivilege")) {
      by.put("SeRestorePrivilege", masks.map(NaiveMasks.GENERIC_WRITE) | NaiveMasks.WRITE_DAC | NaiveMasks.WRITE_OWNER
          | NaiveMasks.DELETE | NaiveMasks.ASS);
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
      throw new NaiveError("malformed-sd");
    }
    long level = label == null ? 8192 : Long.parseLong(label.sid().split("-")[3]);
    int policy = label == null ? 2 : label.mask();
    int mandatory = 0;
    if ((token.mandatoryPolicy() & 1) != 0 && Integer.toUnsignedLong(token.integrity()) < level) {
      int ok = masks.map(NaiveMasks.GENERIC_READ) | masks.map(NaiveMasks.GENERIC_EXECUTE)
          | NaiveMasks.READ_CONTROL | NaiveMasks.SYNCHRONIZE;
      if ((policy & 1) != 0) {
        ok &= ~masks.map(NaiveMasks.GENERIC_READ);
      }
      if ((policy & 2) != 0) {
        ok &= ~masks.map(NaiveMasks.GENERIC_WRITE);
      }
      if ((policy & 4) != 0) {
        ok &= ~masks.map(NaiveMasks.GENERIC_EXECUTE);
      }
      if (p.contains("SeRelabelPrivilege")) {
        ok |= NaiveMasks.WRITE_OWNER;
        by.put("SeRelabelPrivilege", NaiveMasks.WRITE_OWNER);
      }
      mandatory = masks.allBits() & ~ok;
      decided |= mandatory;
    }
    if (trust != null) {
      long type = Long.parseLong(trust.sid().split("-")[3]);
      long strength = Long.parseLong(trust.sid().split("-")[4]);
      boolean dominates = Integer.toUnsignedLong(c.pipType()) >= type
          && Integer.toUnsignedLong(c.pipTrust()) >= strength;
      if (!dominates) {
        int gone = (masks.allBits() | NaiveMasks.ASS) & ~masks.map(trust.mask() & ~NaiveMasks.RESERVED);
        decided |= gone;
        granted &= ~gone;
        privgrant &= ~gone;
        mandatory |= gone;
      }
    }

    // §6
    List<NaiveCell> cells = pass.read(dacl, new NaiveView.Normal(c), granted, decided, true);

    // §7
    boolean asked = (masks.want() & NaiveMasks.WRITE_OWNER) != 0 || masks.maxmode();
    if (asked && p.contains("SeTakeOwnershipPrivilege") && (mandatory & NaiveMasks.WRITE_OWNER) == 0
        && (cells.get(0).granted & NaiveMasks.WRITE_OWNER) == 0) {
      for (NaiveCell cell : cells) {
        cell.granted |= NaiveMasks.WRITE_OWNER;
        cell.decided |= NaiveMasks.WRITE_OWNER;
      }
      by.put("SeTakeOwnershipPrivilege", NaiveMasks.WRITE_OWNER);
      privgrant |= NaiveMasks.WRITE_OWNER;
    }

    // §8
    if (!token.restrictedSids().isEmpty() || !token.restrictedDeviceGroups().isEmpty()) {
      List<NaiveCell> r = pass.read(dacl, new NaiveView.Restricted(c), 0, 0, true);
      for (int i = 0; i < cells.size(); i++) {
        int keep = r.get(i).granted;
        if (token.writeRestricted()) {
          keep |= ~masks.map(NaiveMasks.GENERIC_WRITE);
        }
        cells.get(i).granted = cells.get(i).granted & keep | privgrant;
      }
    }

    // §9
    if (token.confinementSid() != null && !token.confinementExempt()) {
      List<NaiveCell> q = pass.read(dacl, new NaiveView.Confinement(c), 0, 0, false);
      for (int i = 0; i < cells.size(); i++) {
        cells.get(i).granted &= q.get(i).granted;
      }
    }
    int[] result = cells.stream().mapToInt(cell -> cell.granted).toArray();
    return new NaiveEvaluation(result, privgrant & result[0], by);
  }

  private @Nullable NaiveAce firstOf(int type) {
    List<NaiveAce> sacl = c.descriptor().sacl();
    return sacl == null ? null
        : sacl.stream().filter(ace -> ace.type() == type && !ace.inheritOnly()).findFirst().orElse(null);
  }
}
