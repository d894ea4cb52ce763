package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.explain.CheckReport;
import dev.tokend.cli.explain.Finding;
import dev.tokend.cli.explain.RemedySentences;
import dev.tokend.cli.explain.Sentences;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.AccessDecision;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.AuditEvent;
import dev.tokend.kacs.access.NodeMasks;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.access.PrivilegeIntent;
import dev.tokend.kacs.access.PrivilegeUse;
import dev.tokend.kacs.access.Refusal;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An access check as JSON. */
public final class CheckJson {
  private final CheckReport report;
  private final SidNames names;
  private final JsonDocument document;
  private final JsonWriter out;
  private final TraceJson trace;

  private CheckJson(CheckReport report, SidNames names) throws IOException {
    this.report = report;
    this.names = names;
    document = new JsonDocument(names);
    out = document.out();
    trace = new TraceJson(document, report.type());
  }

  /**
   * The document.
   *
   * @param target whose token was read; null where it came from a file
   * @param explained whether reasons, remedies and steps are in it
   */
  public static String of(CheckReport report, @Nullable Target target, SidNames names, boolean explained)
      throws IOException {
    return new CheckJson(report, names).write(target, explained);
  }

  private String write(@Nullable Target target, boolean explained) throws IOException {
    if (target == null) {
      out.name("target").nullValue();
    } else {
      TargetJson.write(document, target);
    }
    object();
    request();
    decision();
    out.name("subject");
    SubjectJson.write(out, report.subject());
    out.name("reasons");
    if (explained) {
      reasons();
      remedies();
      out.name("trace");
      trace.events(report.events());
    } else {
      out.nullValue();
      out.name("remedies").nullValue();
      out.name("trace").nullValue();
    }
    return document.end();
  }

  private void object() throws IOException {
    out.name("object").beginObject();
    out.name("type").value(report.type().label());
    out.name("sddl").value(sddl());
    out.name("owner");
    document.sid(report.object().owner());
    out.endObject();
  }

  private @Nullable String sddl() {
    try {
      return Sddl.print(report.object());
    } catch (InexpressibleException e) {
      return null;
    }
  }

  private void request() throws IOException {
    AccessRequest request = report.request();
    out.name("request").beginObject();
    trace.rights("desired", request.desired());
    trace.rights("wanted", request.want());
    out.name("maximum_allowed").value(request.maximumAllowed());
    out.name("intent");
    document.strings(intent(request.intent()));
    out.name("self");
    document.sid(request.selfSid());
    out.name("object_types");
    parts(request.objectTypes());
    out.endObject();
  }

  private static List<String> intent(int bits) {
    List<String> words = new ArrayList<>();
    if ((bits & PrivilegeIntent.BACKUP) != 0) {
      words.add("backup");
    }
    if ((bits & PrivilegeIntent.RESTORE) != 0) {
      words.add("restore");
    }
    return words;
  }

  private void parts(@Nullable ObjectTypeList types) throws IOException {
    if (types == null) {
      out.nullValue();
      return;
    }
    out.beginArray();
    for (ObjectTypeList.Node node : types.nodes()) {
      out.beginObject();
      out.name("level").value(node.level());
      out.name("guid").value(node.type().toString());
      out.endObject();
    }
    out.endArray();
  }

  private void decision() throws IOException {
    AccessDecision decision = report.decision();
    Refusal refusal = report.explanation().refusal();
    out.name("allowed").value(decision.allowed());
    out.name("error").value(decision.error() == null ? null : decision.error().wireName());
    out.name("refusal").value(refusal == null ? null : FlagNames.word(refusal));
    trace.rights("granted", decision.granted());
    trace.rights("missing", report.missing());
    out.name("part_granted");
    if (report.request().objectTypes() == null) {
      out.nullValue();
    } else {
      masks(decision.nodeGranted());
    }
    out.name("privileges_used");
    document.strings(FlagNames.privileges(decision.privilegesUsed()));
    trace.rights("continuous_audit", decision.continuousAudit());
    out.name("staging_mismatch").value(decision.stagingMismatch());
    audits(decision.audits());
    privilegeUses(decision.privilegeUses());
  }

  private void masks(NodeMasks masks) throws IOException {
    out.beginArray();
    for (int mask : masks.toArray()) {
      document.mask(mask, AccessRights.names(report.type(), mask));
    }
    out.endArray();
  }

  private void audits(List<AuditEvent> events) throws IOException {
    out.name("audits").beginArray();
    for (AuditEvent event : events) {
      AuditEvent.Trigger.SaclAce by = event.trigger() instanceof AuditEvent.Trigger.SaclAce ace ? ace : null;
      Sid policy = by == null ? null : by.policy();
      out.beginObject();
      out.name("success").value(event.success());
      out.name("forced").value(by == null);
      out.name("policy");
      document.sid(policy);
      out.name("ace");
      if (by == null) {
        out.nullValue();
      } else {
        out.value(by.index());
      }
      out.endObject();
    }
    out.endArray();
  }

  private void privilegeUses(List<PrivilegeUse> uses) throws IOException {
    out.name("privilege_uses").beginArray();
    for (PrivilegeUse use : uses) {
      out.beginObject();
      out.name("privilege").value(use.privilege().fullName());
      out.name("success").value(use.success());
      trace.rights("asked", use.asked());
      trace.rights("surviving", use.surviving());
      out.endObject();
    }
    out.endArray();
  }

  /** Denials first, the one to name before all others at the front. */
  private void reasons() throws IOException {
    Sentences sentences = new Sentences(report, names);
    List<Finding> findings = new ArrayList<>(Finding.denials(report));
    findings.addAll(Finding.grants(report));
    out.beginArray();
    for (Finding finding : findings) {
      out.beginObject();
      trace.rights("rights", finding.rights());
      out.name("verdict");
      trace.verdict(finding.verdict());
      out.name("text").value(sentences.of(finding));
      out.endObject();
    }
    out.endArray();
  }

  private void remedies() throws IOException {
    out.name("remedies");
    document.strings(new RemedySentences(report, names).all());
  }
}
