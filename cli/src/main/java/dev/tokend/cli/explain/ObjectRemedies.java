package dev.tokend.cli.explain;

import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.PackedDecision;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.CallbackAce;
import dev.tokend.kacs.sd.CallbackObjectAce;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.LabelPolicy;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ObjectAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sd.SecurityDescriptorBuilder;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What change of the object would lift a refusal: each is put to the check itself, and those that make it allow the
 * request are the remedies.
 */
final class ObjectRemedies {
  private final AccessRequest refused;
  private final SecurityDescriptor object;
  private final List<ObjectRemedy> found = new ArrayList<>();

  private ObjectRemedies(AccessRequest refused, SecurityDescriptor object) {
    this.refused = refused;
    this.object = object;
  }

  /**
   * The changes each of which alone would do.
   *
   * @param missing the rights that were refused
   */
  static List<ObjectRemedy> of(AccessRequest refused, SecurityDescriptor object, int missing) {
    ObjectRemedies remedies = new ObjectRemedies(refused, object);
    Acl dacl = object.dacl();
    if (dacl != null) {
      remedies.tryConditions(dacl);
      remedies.tryWithoutEach(dacl);
    }
    List<MaskedAce> entries = remedies.fewestEntries(missing, object);
    if (!entries.isEmpty()) {
      remedies.found.add(new ObjectRemedy.AddEntries(entries));
    }
    remedies.tryPolicies();
    remedies.tryLabel(missing);
    return List.copyOf(remedies.found);
  }

  /** Each conditional entry that allows, as if its condition were true; one that is malformed never is. */
  private void tryConditions(Acl dacl) {
    for (int ace = 0; ace < dacl.aces().size(); ace++) {
      if (dacl.aces().get(ace) instanceof ConditionalAce conditional && conditional.isAllow()
          && ConditionProgram.of(conditional.applicationData()).defect() == null) {
        List<Ace> aces = new ArrayList<>(dacl.aces());
        aces.set(ace, unconditional(conditional));
        tryTo(new ObjectRemedy.MeetCondition(ace), object.toBuilder().dacl(dacl.withAces(aces)));
      }
    }
  }

  private static Ace unconditional(ConditionalAce ace) {
    return switch (ace) {
      case CallbackAce plain -> new BasicAce(AceType.ACCESS_ALLOWED, plain.flags(), plain.mask(), plain.sid());
      case CallbackObjectAce scoped -> new ObjectAce(AceType.ACCESS_ALLOWED_OBJECT, scoped.flags(), scoped.mask(),
          scoped.objectFlags(), scoped.objectType(), scoped.inheritedObjectType(), scoped.sid());
    };
  }

  /** Without each entry that takes something away: one that denies, or stands in place of the owner's rights. */
  private void tryWithoutEach(Acl dacl) {
    for (int ace = 0; ace < dacl.aces().size(); ace++) {
      if (dacl.aces().get(ace) instanceof MaskedAce masked
          && (masked.isDeny() || masked.sid().equals(WellKnown.OWNER_RIGHTS))) {
        tryTo(new ObjectRemedy.RemoveEntry(ace), object.toBuilder().dacl(dacl.withAces(without(dacl, ace))));
      }
    }
  }

  private static List<Ace> without(Acl acl, int ace) {
    List<Ace> others = new ArrayList<>(acl.aces());
    others.remove(ace);
    return others;
  }

  private void tryPolicies() {
    Acl sacl = object.sacl();
    for (int ace = 0; sacl != null && ace < sacl.aces().size(); ace++) {
      if (sacl.aces().get(ace).typeCode() == AceType.SYSTEM_SCOPED_POLICY_ID.value()) {
        tryTo(new ObjectRemedy.LeavePolicy(ace), object.toBuilder().sacl(sacl.withAces(without(sacl, ace))));
      }
    }
  }

  /** An entry for the user, one for a restricting SID, one for the package: the fewest of them that do, or none. */
  private List<MaskedAce> fewestEntries(int missing, SecurityDescriptor base) {
    List<MaskedAce> candidates = candidates(missing);
    for (int count = 1; count <= candidates.size(); count++) {
      for (int chosen = 1; chosen < 1 << candidates.size(); chosen++) {
        List<MaskedAce> entries = chosen(candidates, chosen);
        if (entries.size() == count && base.dacl() != null && lifts(with(entries, base))) {
          return entries;
        }
      }
    }
    return List.of();
  }

  private List<MaskedAce> candidates(int missing) {
    Subject subject = refused.subject();
    List<MaskedAce> candidates = new ArrayList<>();
    candidates.add(Ace.allow(missing, subject.user()));
    if (!subject.restrictedSids().isEmpty()) {
      candidates.add(Ace.allow(missing, subject.restrictedSids().getFirst().sid()));
    }
    Sid confinement = subject.confinementSid();
    if (confinement != null) {
      candidates.add(Ace.allow(missing, confinement));
    }
    return candidates;
  }

  private static List<MaskedAce> chosen(List<MaskedAce> candidates, int bits) {
    List<MaskedAce> chosen = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      if ((bits & 1 << i) != 0) {
        chosen.add(candidates.get(i));
      }
    }
    return chosen;
  }

  /** The object with further entries where canonical order has them, behind those that deny. */
  private static @Nullable SecurityDescriptorBuilder with(List<MaskedAce> entries, SecurityDescriptor base) {
    Acl dacl = base.dacl();
    List<Ace> all = new ArrayList<>(dacl == null ? List.of() : dacl.aces());
    int at = 0;
    while (at < all.size() && all.get(at) instanceof MaskedAce masked && masked.isDeny() && !masked.isInherited()) {
      at++;
    }
    all.addAll(at, entries);
    return Acl.sizeOf(all) > Acl.MAX_SIZE ? null : base.toBuilder().dacl(withAces(dacl, all));
  }

  private void tryLabel(int missing) {
    int level = refused.subject().integrityLevel();
    Acl sacl = object.sacl();
    List<Ace> aces = new ArrayList<>();
    aces.add(Ace.label(LabelPolicy.NO_WRITE_UP, level));
    for (Ace ace : sacl == null ? List.<Ace>of() : sacl.aces()) {
      if (!(ace instanceof MaskedAce masked) || masked.type() != AceType.SYSTEM_MANDATORY_LABEL) {
        aces.add(ace);
      }
    }
    if (Acl.sizeOf(aces) > Acl.MAX_SIZE) {
      return;
    }
    SecurityDescriptorBuilder lowered = object.toBuilder().sacl(withAces(sacl, aces));
    if (lifts(lowered)) {
      found.add(new ObjectRemedy.LowerLabel(level, List.of()));
    } else if (found.isEmpty() && lowered.size() <= SecurityDescriptor.MAX_SIZE) {
      List<MaskedAce> entries = fewestEntries(missing, lowered.build());
      if (!entries.isEmpty()) {
        found.add(new ObjectRemedy.LowerLabel(level, entries));
      }
    }
  }

  private static Acl withAces(@Nullable Acl acl, List<Ace> aces) {
    return acl == null ? Acl.of(aces) : acl.withAces(aces);
  }

  private void tryTo(ObjectRemedy remedy, SecurityDescriptorBuilder changed) {
    if (lifts(changed)) {
      found.add(remedy);
    }
  }

  private boolean lifts(@Nullable SecurityDescriptorBuilder changed) {
    return changed != null
        && changed.size() <= SecurityDescriptor.MAX_SIZE
        && PackedDecision.allowed(
            AccessCheck.granted(refused.withDescriptor(PreparedDescriptor.of(changed.build()))));
  }
}
