package dev.tokend.cli.explain;

import dev.tokend.cli.object.ObjectKind;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.FieldSids;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.BitVerdict;
import dev.tokend.kacs.access.Cause;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.condition.Truth;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings as sentences that need no knowledge of the pipeline: rules and people by name, rights by name. */
public final class Sentences {
  private final CheckReport report;
  private final SidNames names;
  private final Match match;

  /**
   * @param report what to speak of
   * @param names the names of the SIDs in it
   */
  public Sentences(CheckReport report, SidNames names) {
    this.report = report;
    this.names = names;
    match = new Match(report.request(), names);
  }

  /** What kind of object it is. */
  public static String noun(ObjectType type) {
    return switch (type) {
      case FILE, DIRECTORY, TOKEN, PROCESS, SERVICE, PEINIT_SERVICE -> type.label();
      case REGISTRY -> "registry key";
      case IPC -> "IPC object";
      case DIRECTORY_SERVICE -> "directory object";
    };
  }

  /** Rights by name, none as {@code nothing}. */
  public String rights(int mask) {
    return mask == 0 ? "nothing" : String.join(", ", ObjectKind.words(report.type(), mask));
  }

  /** What granted or refused these rights. */
  public String of(Finding finding) {
    return of(finding.rights(), finding.verdict(), View.NORMAL, Reading.ofObject(report), "the DACL");
  }

  /** What a stage other than the readings of the DACL decided about these rights. */
  public String of(TraceEvent.BitsDecided decided) {
    BitVerdict verdict = new BitVerdict(decided.bits(), decided.granted(), decided.stage(), decided.cause(), null);
    return of(decided.bits(), verdict, View.NORMAL, Reading.NONE, "the DACL");
  }

  private String of(int rights, BitVerdict verdict, View view, Reading reading, String where) {
    String what = rights(rights);
    return switch (verdict.cause()) {
      case Cause.ByPrivilege by -> by.privilege().fullName() + " gives " + what + '.';
      case Cause.NeedsPrivilege needs ->
          what + " comes from " + needs.privilege().fullName() + " alone, which the token "
              + PrivilegeWords.lack(report, needs.privilege()) + '.';
      case Cause.ByMandatoryLabel label -> LabelSentences.mandatory(label, report.subject().integrityLevel(), what);
      case Cause.ByTrustLabel label -> LabelSentences.trust(label, what);
      case Cause.ByOwnership by -> "The owner of the object has " + what + " before any entry is read.";
      case Cause.ByNullDacl by -> "The object has no DACL, which grants everything: " + what + '.';
      case Cause.ByAce by -> byAce(by.ace(), what, verdict.granted(), view, reading, where);
      case Cause.ByAceBelow by -> byAce(by.ace(), what, verdict.granted(), view, reading, where)
          + " It speaks of a part below: a denial goes up from there, a grant where all parts have it.";
      case Cause.NotGrantedTo by -> secondReading(rights, by.view(), verdict.because());
      case Cause.ByPolicyRule by -> byPolicy(rights, by, verdict.because());
      case Cause.NothingGrants by -> nothingGrants(rights, view, reading, where);
    };
  }

  private String byAce(int index, String what, boolean granted, View view, Reading reading, String where) {
    Ace ace = AceName.at(reading.dacl(), index);
    String verb = granted ? " allows " : " denies ";
    String whom = ace instanceof MaskedAce masked
        ? " to " + names.text(masked.sid()) + ", " + match.reason(view, masked.sid())
        : "";
    String condition = ace instanceof ConditionalAce conditional
        ? condition(conditional, view, reading.condition(view, index))
        : "";
    return "Entry " + index + " of " + where + verb + what + whom + '.' + condition;
  }

  /** Why a conditional entry applied: to deny, it is enough that its condition is not false. */
  private String condition(ConditionalAce ace, View view, @Nullable Truth result) {
    String text = AclNotation.condition(ace);
    String subject = text == null ? " Its condition" : " Its condition " + text;
    return result == Truth.TRUE
        ? subject + " is true."
        : subject + " is unknown" + ConditionFacts.of(ace, view, report, names)
            + ". A deny entry applies unless its condition is false.";
  }

  private String secondReading(int rights, View view, @Nullable BitVerdict because) {
    String intro = view == View.RESTRICTED
        ? "The token is restricted: a right counts only if its restricting SIDs have it too."
        : "The token is confined to " + confinement() + ": a right counts only if the package has it too.";
    return because == null
        ? intro + ' ' + rights(rights) + " is taken away again."
        : intro + ' ' + of(rights, because, view, Reading.ofObject(report), "the DACL");
  }

  private String confinement() {
    Sid sid = report.subject().confinementSid();
    return sid == null ? "a package" : names.text(sid);
  }

  private String byPolicy(int rights, Cause.ByPolicyRule by, @Nullable BitVerdict because) {
    boolean known = report.request().policies().policy(by.policy()) != null;
    String where = known ? "rule " + by.rule() + " of central policy " + by.policy() : "the recovery rule";
    String intro = known
        ? "The object is under central policy " + by.policy() + ", and its rule " + by.rule()
            + " must grant a right too."
        : "The object is under central policy " + by.policy() + ", which is not known here (--policies FILE gives"
            + " it). The recovery rule in its place lets only Administrators, SYSTEM and the owner in.";
    if (because == null) {
      return intro + ' ' + rights(rights) + " is taken away again.";
    }
    Reading reading = Reading.ofRule(report, by.policy(), by.rule());
    return intro + ' ' + of(rights, because, View.NORMAL, reading, where);
  }

  private String nothingGrants(int rights, View view, Reading reading, String where) {
    String what = rights(rights);
    Acl dacl = reading.dacl();
    if (dacl != null && dacl.isEmpty()) {
      return capital(where) + " is empty, which grants nothing to anybody: not " + what + '.';
    }
    String whom = switch (view) {
      case NORMAL -> names.text(report.subject().user()) + " or a group of the token";
      case RESTRICTED -> listed(report.subject().restrictedSids(), "a restricting SID");
      case CONFINEMENT -> "the package or a capability of it";
    };
    String said = "No entry of " + where + " that applies allows " + what + " to " + whom + whole() + '.';
    return view == View.NORMAL ? said + nearMisses(reading, rights) : said;
  }

  /** One SID by name, several as what they are. */
  private String listed(List<SidAndAttributes> sids, String several) {
    return sids.size() == 1 ? names.text(sids.getFirst().sid()) : several;
  }

  /** That the object as a whole has a right only if every part has it. */
  private String whole() {
    ObjectTypeList types = report.request().objectTypes();
    return types == null || types.size() == 1 ? "" : " for every part of the object";
  }

  private String nearMisses(Reading reading, int rights) {
    List<String> misses = new NearMisses(report, match, names).of(reading, rights);
    return misses.isEmpty() ? "" : ' ' + String.join(" ", misses);
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  /** The SIDs that the sentences may name. */
  public static List<Sid> sids(CheckReport report) {
    List<Sid> sids = new ArrayList<>();
    sids.add(report.subject().user());
    for (SidAndAttributes group : report.subject().groups()) {
      // One that could be enabled is named among the remedies.
      if (!group.matchesAllow()) {
        sids.add(group.sid());
      }
    }
    for (SidAndAttributes restricting : report.subject().restrictedSids()) {
      sids.add(restricting.sid());
    }
    add(sids, report.subject().confinementSid());
    add(sids, report.request().selfSid());
    sids.addAll(FieldSids.of(report.object()));
    return sids;
  }

  private static void add(List<Sid> sids, @Nullable Sid sid) {
    if (sid != null) {
      sids.add(sid);
    }
  }
}
