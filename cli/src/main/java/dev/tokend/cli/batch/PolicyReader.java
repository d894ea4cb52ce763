package dev.tokend.cli.batch;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.CentralPolicy;
import dev.tokend.kacs.access.PolicyAcl;
import dev.tokend.kacs.access.PolicyRule;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.ConditionText;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Central policies as JSON, access check §15: a list of {@code {"sid", "rules"}}. Each part of a rule has a text and a
 * binary form; the binary one counts where both are there.
 */
final class PolicyReader {
  private PolicyReader() {}

  static Map<Sid, CentralPolicy> list(JsonValues in) throws BadLineException {
    in.beginArray();
    if (!in.hasNext()) {
      in.endArray();
      return Map.of();
    }
    Map<Sid, CentralPolicy> policies = new HashMap<>();
    while (in.hasNext()) {
      add(in, policies);
    }
    in.endArray();
    return policies;
  }

  private static void add(JsonValues in, Map<Sid, CentralPolicy> policies) throws BadLineException {
    Sid sid = null;
    List<PolicyRule> rules = new ArrayList<>();
    in.beginObject();
    while (in.hasNext()) {
      String member = in.name();
      switch (member) {
        case "sid" -> sid = in.sid();
        case "rules" -> {
          in.beginArray();
          while (in.hasNext()) {
            rules.add(new Rule().read(in));
          }
          in.endArray();
        }
        default -> throw in.unknownMember(member);
      }
    }
    in.endObject();
    if (sid == null) {
      throw in.fail("a policy needs a SID");
    }
    policies.put(sid, new CentralPolicy(rules));
  }

  /** A rule while its members come in. */
  private static final class Rule {
    private @Nullable ConditionProgram appliesTo;
    private @Nullable PolicyAcl dacl;
    private @Nullable PolicyAcl sacl;
    private @Nullable PolicyAcl stagedDacl;
    private @Nullable PolicyAcl stagedSacl;

    PolicyRule read(JsonValues in) throws BadLineException {
      in.beginObject();
      while (in.hasNext()) {
        member(in, in.name());
      }
      in.endObject();
      if (dacl == null) {
        throw in.fail("a rule needs a DACL");
      }
      return new PolicyRule(appliesTo, dacl, sacl, stagedDacl, stagedSacl);
    }

    private void member(JsonValues in, String member) throws BadLineException {
      if (in.isNull()) {
        return;
      }
      boolean binary = member.endsWith("_base64");
      switch (binary ? member.substring(0, member.length() - "_base64".length()) : member) {
        case "applies_to" -> appliesTo = binary ? condition(in) : chosen(appliesTo, conditionText(in));
        case "dacl" -> dacl = binary ? PolicyAcl.of(in.base64()) : chosen(dacl, acl(in, AclSection.DACL));
        case "sacl" -> sacl = binary ? PolicyAcl.of(in.base64()) : chosen(sacl, acl(in, AclSection.SACL));
        case "staged_dacl" ->
            stagedDacl = binary ? PolicyAcl.of(in.base64()) : chosen(stagedDacl, acl(in, AclSection.DACL));
        case "staged_sacl" ->
            stagedSacl = binary ? PolicyAcl.of(in.base64()) : chosen(stagedSacl, acl(in, AclSection.SACL));
        default -> throw in.unknownMember(member);
      }
    }

    private static <T> T chosen(@Nullable T binary, T text) {
      return binary != null ? binary : text;
    }

    private static ConditionProgram condition(JsonValues in) throws BadLineException {
      byte[] bytecode = in.base64();
      try {
        return ConditionProgram.forPolicy(Bytes.of(bytecode));
      } catch (MalformedException e) {
        throw in.fail(String.valueOf(e.getMessage()));
      }
    }

    private static ConditionProgram conditionText(JsonValues in) throws BadLineException {
      String text = in.string();
      try {
        return ConditionProgram.of(ConditionText.parse(text));
      } catch (MalformedException e) {
        throw in.fail(String.valueOf(e.getMessage()));
      }
    }

    private static PolicyAcl acl(JsonValues in, AclSection section) throws BadLineException {
      String text = in.string();
      try {
        return PolicyAcl.of(Sddl.parseAcl(text, section));
      } catch (MalformedException e) {
        throw in.fail(String.valueOf(e.getMessage()));
      }
    }
  }
}
