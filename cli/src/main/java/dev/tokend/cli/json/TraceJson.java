package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.AceWords;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.access.BitVerdict;
import dev.tokend.kacs.access.Cause;
import dev.tokend.kacs.access.TraceEvent;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of a check as JSON: objects with a {@code kind}, and the members of that kind. */
final class TraceJson {
  private final JsonDocument document;
  private final JsonWriter out;
  private final ObjectType type;

  TraceJson(JsonDocument document, ObjectType type) {
    this.document = document;
    this.out = document.out();
    this.type = type;
  }

  void events(List<TraceEvent> events) throws IOException {
    out.beginArray();
    for (TraceEvent event : events) {
      out.beginObject();
      event(event);
      out.endObject();
    }
    out.endArray();
  }

  /** A mask with the names of its rights. */
  void rights(String name, int mask) throws IOException {
    out.name(name);
    document.mask(mask, AccessRights.names(type, mask));
  }

  private void event(TraceEvent event) throws IOException {
    switch (event) {
      case TraceEvent.StageEntered entered ->
          kind("stage-entered").name("stage").value(FlagNames.word(entered.stage()));
      case TraceEvent.Refused refused -> kind("refused").name("reason").value(FlagNames.word(refused.refusal()));
      case TraceEvent.RequestMapped mapped -> {
        kind("request-mapped");
        rights("wanted", mapped.want());
        out.name("maximum_allowed").value(mapped.maximumAllowed());
        out.name("parts").value(mapped.nodes());
      }
      case TraceEvent.BitsDecided decided -> {
        kind("rights-decided").name("stage").value(FlagNames.word(decided.stage()));
        part(decided.node());
        rights("rights", decided.bits());
        out.name("granted").value(decided.granted());
        cause(decided.cause());
      }
      case TraceEvent.BitsRemoved removed -> {
        kind("rights-removed").name("stage").value(FlagNames.word(removed.stage()));
        part(removed.node());
        rights("rights", removed.bits());
        cause(removed.cause());
      }
      case TraceEvent.LabelLifted lifted -> {
        kind("label-lifted").name("privilege").value(lifted.privilege().fullName());
        rights("rights", lifted.bits());
      }
      case TraceEvent.AceSkipped skipped -> {
        kind("ace-skipped").name("reading").value(FlagNames.word(skipped.view()));
        out.name("ace").value(skipped.ace());
        out.name("reason").value(FlagNames.word(skipped.reason()));
      }
      case TraceEvent.ConditionEvaluated evaluated -> {
        kind("condition-evaluated").name("reading").value(FlagNames.word(evaluated.view()));
        out.name("ace").value(evaluated.ace());
        out.name("result").value(FlagNames.word(evaluated.result()));
      }
      case TraceEvent.RuleSkipped skipped -> {
        kind("rule-skipped");
        policy(skipped.policy());
        out.name("rule").value(skipped.rule());
        out.name("condition").value(FlagNames.word(skipped.condition()));
      }
      case TraceEvent.RuleEntered entered -> {
        kind("rule-entered");
        policy(entered.policy());
        out.name("rule").value(entered.rule());
        out.name("recovery").value(entered.recovery());
      }
      case TraceEvent.RuleLeft left -> {
        kind("rule-left");
        policy(left.policy());
        out.name("rule").value(left.rule());
      }
      case TraceEvent.Concluded concluded -> {
        kind("concluded").name("allowed").value(concluded.allowed());
        out.name("granted").beginArray();
        for (int mask : concluded.granted().toArray()) {
          document.mask(mask, AccessRights.names(type, mask));
        }
        out.endArray();
      }
    }
  }

  private void policy(Sid sid) throws IOException {
    out.name("policy");
    document.sid(sid);
  }

  private JsonWriter kind(String kind) throws IOException {
    return out.name("kind").value(kind);
  }

  /** The index of a part of the object; null for all of them alike. */
  private void part(int node) throws IOException {
    out.name("part");
    if (node == TraceEvent.ALL_NODES) {
      out.nullValue();
    } else {
      out.value(node);
    }
  }

  /** The stage that had the last word, and what it was there; within a second reading or a rule, why that went so. */
  void verdict(@Nullable BitVerdict verdict) throws IOException {
    if (verdict == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    out.name("granted").value(verdict.granted());
    out.name("stage").value(FlagNames.word(verdict.stage()));
    cause(verdict.cause());
    out.name("because");
    verdict(verdict.because());
    out.endObject();
  }

  private void cause(Cause cause) throws IOException {
    out.name("cause").beginObject();
    switch (cause) {
      case Cause.ByPrivilege by -> kind("privilege").name("privilege").value(by.privilege().fullName());
      case Cause.NeedsPrivilege needs ->
          kind("privilege-missing").name("privilege").value(needs.privilege().fullName());
      case Cause.ByMandatoryLabel label -> {
        kind("mandatory-label").name("level").value(Integer.toUnsignedLong(label.level()));
        out.name("policy_bits");
        document.mask(label.policy(), AceWords.labelPolicy(label.policy()));
        out.name("explicit").value(label.explicit());
      }
      case Cause.ByTrustLabel label -> {
        kind("trust-label").name("type").value(Integer.toUnsignedLong(label.required().type()));
        out.name("trust").value(Integer.toUnsignedLong(label.required().trust()));
      }
      case Cause.ByOwnership by -> kind("ownership");
      case Cause.ByNullDacl by -> kind("null-dacl");
      case Cause.ByAce by -> kind("ace").name("ace").value(by.ace());
      case Cause.ByAceBelow by -> kind("ace-below").name("ace").value(by.ace());
      case Cause.NotGrantedTo by -> kind("not-granted-to").name("reading").value(FlagNames.word(by.view()));
      case Cause.ByPolicyRule by -> {
        kind("policy-rule");
        policy(by.policy());
        out.name("rule").value(by.rule());
      }
      case Cause.NothingGrants by -> kind("nothing-grants");
    }
    out.endObject();
  }
}
