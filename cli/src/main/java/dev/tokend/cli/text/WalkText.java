package dev.tokend.cli.text;

import dev.tokend.cli.explain.AceName;
import dev.tokend.cli.explain.CheckReport;
import dev.tokend.cli.explain.Match;
import dev.tokend.cli.explain.Sentences;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.Cause;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.Stage;
import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.access.View;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.MaskedAce;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a check as text, pass by pass, every entry with what it matched and did. */
final class WalkText {
  private final CheckReport report;
  private final SidNames names;
  private final Sentences sentences;
  private final Match match;
  private final Layout page;
  private @Nullable Stage stage;
  private @Nullable Acl dacl;
  private String within = "";
  private String condition = "";
  private int passes;
  private int nextAce;
  private boolean titled;
  private boolean takesAway;

  WalkText(CheckReport report, SidNames names, Sentences sentences, Layout page) {
    this.report = report;
    this.names = names;
    this.sentences = sentences;
    this.page = page;
    match = new Match(report.request(), names);
    dacl = report.object().dacl();
  }

  void write() {
    List<TraceEvent> events = report.events();
    int at = 0;
    while (at < events.size()) {
      Parts parts = Parts.from(events, at);
      step(events.get(at), parts);
      at += parts.events();
    }
  }

  private void step(TraceEvent event, Parts parts) {
    switch (event) {
      case TraceEvent.Refused refused -> page.line("the check ends before any right is looked at");
      case TraceEvent.RequestMapped mapped -> { }
      case TraceEvent.StageEntered entered -> enter(entered.stage());
      case TraceEvent.BitsDecided decided -> decided(decided, parts);
      case TraceEvent.BitsRemoved removed -> removed(removed, parts);
      case TraceEvent.LabelLifted lifted -> detail(lifted.privilege().fullName() + " keeps "
          + sentences.rights(lifted.bits()) + " out of the label's reach; an entry must still allow it");
      case TraceEvent.AceSkipped skipped -> skipped(skipped);
      case TraceEvent.ConditionEvaluated evaluated -> condition = condition(evaluated);
      case TraceEvent.RuleSkipped skipped -> detail("rule " + skipped.rule() + " of central policy " + skipped.policy()
          + " does not apply: its condition is " + WalkWords.of(skipped.condition()));
      case TraceEvent.RuleEntered entered -> enterRule(entered);
      case TraceEvent.RuleLeft left -> leaveRule();
      case TraceEvent.Concluded concluded -> endPass();
    }
  }

  private void enter(Stage next) {
    if (next == stage) {
      return;
    }
    endPass();
    stage = next;
    nextAce = 0;
    takesAway = next == Stage.RESTRICTED || next == Stage.CONFINEMENT;
    titled = false;
  }

  /** The title of a pass, ahead of the first thing that there is to say about it. */
  private void title() {
    Stage entered = stage;
    if (!titled && entered != null) {
      titled = true;
      passes++;
      page.item(passes + ". ", within + WalkWords.title(entered));
    }
  }

  /** Entries that a pass over the DACL reached and that decided nothing in any part of the object. */
  private void endPass() {
    passOverRest();
    if (takesAway) {
      detail("takes nothing away");
      takesAway = false;
    }
    stage = null;
  }

  private void passOverRest() {
    Acl entries = dacl;
    if (entries != null && (stage == Stage.DACL || stage == Stage.RESTRICTED || stage == Stage.CONFINEMENT)) {
      if (entries.isEmpty() && nextAce == 0) {
        detail("there are no entries");
        nextAce = 1;
      }
      passOver(entries.aces().size());
    }
  }

  private void passOver(int until) {
    for (; nextAce < until; nextAce++) {
      ace(nextAce, "nothing is left for it to decide");
    }
  }

  private void decided(TraceEvent.BitsDecided decided, Parts parts) {
    enter(decided.stage());
    int ace = aceOf(decided.cause());
    if (ace < 0) {
      if (decided.bits() != 0 && isOfInterest(decided)) {
        detail(sentences.of(decided) + where(parts));
      }
      return;
    }
    if (ace >= nextAce) {
      passOver(ace);
      header(ace);
      nextAce = ace + 1;
    }
    effect(decided, ace, parts);
  }

  /** That ACCESS_SYSTEM_SECURITY comes from its privilege alone matters only to who asks for it. */
  private boolean isOfInterest(TraceEvent.BitsDecided decided) {
    return !(decided.cause() instanceof Cause.NeedsPrivilege)
        || (report.request().want() & decided.bits()) != 0;
  }

  private void effect(TraceEvent.BitsDecided decided, int index, Parts parts) {
    Ace ace = AceName.at(dacl, index);
    View view = WalkWords.view(decided.stage());
    String why = ace instanceof MaskedAce masked ? ": " + match.reason(view, masked.sid()) : "";
    String how = decided.cause() instanceof Cause.ByAceBelow ? ", from the parts below" : why;
    page.indent(5).paragraph((decided.granted() ? "allows " : "denies ") + sentences.rights(decided.bits())
        + where(parts) + how + condition).indent(-5);
    condition = "";
  }

  private void removed(TraceEvent.BitsRemoved removed, Parts parts) {
    if (removed.bits() == 0) {
      return;
    }
    enter(removed.stage());
    passOverRest();
    takesAway = false;
    String what = removed.cause() instanceof Cause.ByPolicyRule
        ? "what the rule did not grant is taken away again: "
        : "takes away again: ";
    detail(what + sentences.rights(removed.bits()) + where(parts));
  }

  private void skipped(TraceEvent.AceSkipped skipped) {
    enter(skipped.view().stage());
    passOver(skipped.ace());
    ace(skipped.ace(), "skipped: " + WalkWords.reason(skipped, AceName.at(dacl, skipped.ace()), match) + condition);
    condition = "";
    nextAce = skipped.ace() + 1;
  }

  private String condition(TraceEvent.ConditionEvaluated evaluated) {
    Ace ace = AceName.at(dacl, evaluated.ace());
    String text = ace instanceof ConditionalAce conditional ? AclNotation.condition(conditional) : null;
    return "; " + (text == null ? "its condition" : text) + " is " + WalkWords.of(evaluated.result());
  }

  private void enterRule(TraceEvent.RuleEntered entered) {
    dacl = AceName.ruleDacl(report.request(), entered.policy(), entered.rule());
    detail(entered.recovery()
        ? "policy " + entered.policy() + " is not known: the recovery rule stands in for it"
        : "policy " + entered.policy() + ", rule " + entered.rule() + ", must grant as well");
    stage = null;
    titled = false;
    within = (entered.recovery() ? "Recovery rule" : "Rule " + entered.rule()) + ": ";
  }

  private void leaveRule() {
    endPass();
    within = "";
    dacl = report.object().dacl();
    stage = Stage.CENTRAL_POLICY;
    titled = true;
  }

  private void ace(int index, String effect) {
    header(index);
    page.indent(5).paragraph(effect).indent(-5);
  }

  private void header(int index) {
    title();
    Ace ace = AceName.at(dacl, index);
    String whom = ace instanceof MaskedAce masked ? "  " + names.text(masked.sid()) : "";
    page.indent(3).line(index + " " + (ace == null ? "?" : AceName.text(ace)) + whom).indent(-3);
  }

  private void detail(String text) {
    title();
    page.indent(3).paragraph(text).indent(-3);
  }

  /** The parts of the object that a step is about, where parts were asked about. */
  private String where(Parts parts) {
    ObjectTypeList types = report.request().objectTypes();
    return types == null ? "" : parts.text(types.size());
  }

  /** The entry that decided, or -1. */
  private static int aceOf(Cause cause) {
    return switch (cause) {
      case Cause.ByAce by -> by.ace();
      case Cause.ByAceBelow by -> by.ace();
      default -> -1;
    };
  }
}
