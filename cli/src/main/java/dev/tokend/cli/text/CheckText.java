package dev.tokend.cli.text;

import dev.tokend.cli.explain.CheckReport;
import dev.tokend.cli.explain.Finding;
import dev.tokend.cli.explain.RemedySentences;
import dev.tokend.cli.explain.Sentences;
import dev.tokend.cli.html.Html;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AccessError;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.Refusal;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import java.util.ArrayList;
import java.util.List;

/** An access check as text. */
public final class CheckText {
  private final CheckReport report;
  private final SidNames names;
  private final Style style;
  private final Sentences sentences;

  /**
   * @param report the check
   * @param names the names of the SIDs in it
   * @param style emphasis
   */
  public CheckText(CheckReport report, SidNames names, Style style) {
    this.report = report;
    this.names = names;
    this.style = style;
    sentences = new Sentences(report, names);
  }

  /** The verdict, the rights, and of a denial its first reason. */
  public String verdict() {
    Page.Rows rows = rows();
    if (!report.decision().allowed()) {
      rows.paragraph("why", reasons().getFirst());
    }
    return new Page(style).rows(rows).text();
  }

  /** The verdict, every reason, what would lift a denial, and every step. */
  public String explanation() {
    Page page = new Page(style);
    explain(page);
    return page.text();
  }

  /** The same for a browser. */
  public Html html() {
    HtmlLayout page = new HtmlLayout();
    try {
      page.rows(new Page.Rows().add("descriptor", Sddl.print(report.object())));
    } catch (InexpressibleException e) {
      page.line("SDDL has no words for the object's descriptor.");
    }
    explain(page);
    return page.content();
  }

  private void explain(Layout page) {
    page.rows(rows());
    page.section("Why");
    for (String reason : reasons()) {
      page.item("- ", reason);
    }
    if (!report.decision().allowed()) {
      remedies(page);
    }
    new WalkText(report, names, sentences, page.section("Step by step")).write();
    nodes(page);
    afterwards(page);
  }

  private Page.Rows rows() {
    AccessDecision decision = report.decision();
    Page.Rows rows = new Page.Rows()
        .add("verdict", verdict(decision))
        .add("token", names.text(report.subject().user()))
        .add("object", Sentences.noun(report.type()))
        .paragraph("asked for", asked())
        .paragraph("granted", sentences.rights(decision.granted()));
    if (report.missing() != 0) {
      rows.paragraph("missing", sentences.rights(report.missing()));
    }
    return rows;
  }

  private static String verdict(AccessDecision decision) {
    AccessError error = decision.error();
    if (error == null) {
      return decision.allowed() ? Words.ALLOWED : Words.DENIED;
    }
    return error == AccessError.ACCESS_DENIED ? Words.DENIED : "none, " + error.wireName();
  }

  private String asked() {
    int want = report.request().want();
    if (!report.request().maximumAllowed()) {
      return sentences.rights(want);
    }
    return want == 0 ? "whatever can be had" : sentences.rights(want) + ", and whatever else can be had";
  }

  private List<String> reasons() {
    Refusal refusal = report.explanation().refusal();
    if (refusal != null) {
      return List.of(RemedySentences.of(refusal));
    }
    List<String> reasons = new ArrayList<>();
    for (Finding finding : Finding.denials(report)) {
      reasons.add(sentences.of(finding));
    }
    if (reasons.isEmpty()) {
      for (Finding finding : Finding.grants(report)) {
        reasons.add(sentences.of(finding));
      }
    }
    if (reasons.isEmpty()) {
      reasons.add("Nothing in particular was asked for, which is always allowed.");
    }
    return reasons;
  }

  private void remedies(Layout page) {
    List<String> remedies = new RemedySentences(report, names).all();
    if (remedies.isEmpty()) {
      page.section("What would lift it").paragraph("No single change of the token or of the object.");
      return;
    }
    page.section(remedies.size() == 1 ? "What would lift it" : "What would lift it, each alone");
    for (String remedy : remedies) {
      page.item("- ", remedy);
    }
  }

  /** What each part of the object is granted, where parts were asked about. */
  private void nodes(Layout page) {
    ObjectTypeList types = report.request().objectTypes();
    if (types == null || report.decision().error() != null) {
      return;
    }
    Page.Table table = new Page.Table("part", "level", "type", "verdict", "granted");
    for (int node = 0; node < types.size(); node++) {
      ObjectTypeList.Node part = types.nodes().get(node);
      table.add(
          Integer.toString(node),
          Integer.toString(part.level()),
          part.type().toString(),
          report.decision().allowedAt(node) ? Words.ALLOWED : Words.DENIED,
          sentences.rights(report.decision().nodeGranted().get(node)));
    }
    page.section("Part by part").table(table, Words.NONE);
  }

  /** What the check leaves behind: marks in the token, and events. */
  private void afterwards(Layout page) {
    List<String> lines = AfterwardsText.lines(report, sentences);
    if (!lines.isEmpty()) {
      page.section("Afterwards");
      for (String line : lines) {
        page.item("- ", line);
      }
    }
  }
}
