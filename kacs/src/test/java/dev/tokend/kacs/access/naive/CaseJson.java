package dev.tokend.kacs.access.naive;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A case with its expected result as a line of the test vector format, access-check §15. */
public final class CaseJson {
  private static final String[] LEVELS = {"anonymous", "identification", "impersonation", "delegation"};

  private CaseJson() {}

  /** The line. {@code per_node} is beside the format: whether the result per node was asked for. */
  public static String line(NaiveCase c, NaiveResult expected) {
    JsonObject json = new JsonObject();
    json.addProperty("id", "RANDOM");
    json.addProperty("title", "random case");
    json.add("token", token(c.token()));
    json.addProperty("pip_type", Integer.toUnsignedLong(c.pipType()));
    json.addProperty("pip_trust", Integer.toUnsignedLong(c.pipTrust()));
    json.addProperty("sd_base64", c.descriptor() == null ? null : base64(CaseBytes.descriptor(c.descriptor())));
    json.addProperty("sd_sddl", c.descriptor() == null ? null : sddl(CaseBytes.descriptor(c.descriptor())));
    json.addProperty("desired", hex(c.desired()));
    JsonArray mapping = new JsonArray();
    for (int mask : c.mapping()) {
      mapping.add(Integer.toUnsignedLong(mask));
    }
    json.add("mapping", mapping);
    json.addProperty("privilege_intent", c.intent());
    json.addProperty("self_sid", c.selfSid());
    json.add("local_claims", array(c.localClaims(), CaseJson::claim));
    json.add("object_types", c.objectTypes() == null ? JsonNull.INSTANCE : array(c.objectTypes(), CaseJson::node));
    json.addProperty("per_node", c.perNode());
    json.add("policies", array(c.policies().keySet(), sid -> policy(sid, c.policies().get(sid))));
    expected(json, expected);
    return json.toString();
  }

  private static JsonObject token(NaiveToken token) {
    JsonObject json = new JsonObject();
    json.addProperty("user", token.user());
    json.addProperty("user_deny_only", token.userDenyOnly());
    json.add("groups", array(token.groups(), CaseJson::group));
    json.add("device_groups", array(token.deviceGroups(), CaseJson::group));
    json.add("restricted_sids", array(token.restrictedSids(), CaseJson::group));
    json.add("restricted_device_groups", array(token.restrictedDeviceGroups(), CaseJson::group));
    json.addProperty("write_restricted", token.writeRestricted());
    json.addProperty("confinement_sid", token.confinementSid());
    json.add("confinement_capabilities", array(token.confinementCapabilities(), CaseJson::group));
    json.addProperty("confinement_exempt", token.confinementExempt());
    json.addProperty("integrity", Integer.toUnsignedLong(token.integrity()));
    json.addProperty("mandatory_policy", token.mandatoryPolicy());
    json.add("privileges_enabled", array(token.privileges(), JsonPrimitive::new));
    json.addProperty("token_type", token.impersonation() ? "impersonation" : "primary");
    json.addProperty("impersonation_level", LEVELS[token.level()]);
    json.addProperty("audit_policy", token.auditPolicy());
    json.addProperty("logon_session_dead", token.sessionDead());
    json.add("user_claims", array(token.userClaims(), CaseJson::claim));
    json.add("device_claims", array(token.deviceClaims(), CaseJson::claim));
    return json;
  }

  private static void expected(JsonObject json, NaiveResult result) {
    json.addProperty("expected_granted", hex(result.granted()));
    json.addProperty("expected_allowed", result.allowed());
    json.addProperty("expected_error", result.error());
    if (result.error() == null) {
      json.add("expected_node_granted", array(result.nodeGranted(), mask -> new JsonPrimitive(hex(mask))));
      json.addProperty("expected_continuous_audit", hex(result.continuousAudit()));
      json.addProperty("expected_staging_mismatch", result.stagingMismatch());
      json.add("expected_privileges_used", array(result.privilegesUsed(), JsonPrimitive::new));
      json.add("expected_audits", array(result.audits(), CaseJson::audit));
      json.add("expected_privilege_events", array(result.privilegeEvents(), CaseJson::use));
    }
  }

  private static JsonObject audit(NaiveResult.Audit audit) {
    JsonObject json = new JsonObject();
    json.addProperty("sacl_ace_index", audit.ace());
    json.addProperty("success", audit.success());
    json.addProperty("forced", audit.ace() == null);
    return json;
  }

  private static JsonObject use(NaiveResult.Use use) {
    JsonObject json = new JsonObject();
    json.addProperty("privilege", use.privilege());
    json.addProperty("bits", hex(use.asked()));
    json.addProperty("success", use.surviving() != 0);
    return json;
  }

  private static JsonObject group(NaiveToken.Group group) {
    JsonObject json = new JsonObject();
    json.addProperty("sid", group.sid());
    json.addProperty("attrs", group.attributes());
    return json;
  }

  private static JsonObject claim(NaiveClaim claim) {
    JsonObject json = new JsonObject();
    json.addProperty("name", claim.name());
    json.addProperty("type", claim.type());
    json.addProperty("flags", claim.flags());
    json.add("values", array(claim.values(),
        value -> value instanceof Long number ? new JsonPrimitive(number) : new JsonPrimitive((String) value)));
    return json;
  }

  private static JsonObject node(NaiveCase.Node node) {
    JsonObject json = new JsonObject();
    json.addProperty("level", node.level());
    json.addProperty("guid", node.guid());
    return json;
  }

  private static JsonObject policy(String sid, List<NaiveCase.Rule> rules) {
    JsonObject json = new JsonObject();
    json.addProperty("sid", sid);
    json.add("rules", array(rules, CaseJson::rule));
    return json;
  }

  private static JsonObject rule(NaiveCase.Rule rule) {
    JsonObject json = new JsonObject();
    json.add("applies_to", JsonNull.INSTANCE);
    json.addProperty(
        "applies_to_base64", rule.appliesTo() == null ? null : base64(CaseBytes.condition(rule.appliesTo())));
    acl(json, "dacl", AclSection.DACL, rule.dacl());
    acl(json, "sacl", AclSection.SACL, rule.sacl());
    acl(json, "staged_dacl", AclSection.DACL, rule.stagedDacl());
    acl(json, "staged_sacl", AclSection.SACL, rule.stagedSacl());
    return json;
  }

  private static void acl(JsonObject json, String key, AclSection section, @Nullable List<NaiveAce> aces) {
    json.addProperty(key, aces == null ? null : sddl(section, CaseBytes.acl(aces)));
    json.addProperty(key + "_base64", aces == null ? null : base64(CaseBytes.acl(aces)));
  }

  /** Null where SDDL cannot express it. */
  private static @Nullable String sddl(byte[] descriptor) {
    try {
      return Sddl.print(SecurityDescriptor.parse(descriptor));
    } catch (MalformedException | InexpressibleException e) {
      return null;
    }
  }

  private static @Nullable String sddl(AclSection section, byte[] acl) {
    try {
      return Sddl.printAcl(Acl.parse(acl), section);
    } catch (MalformedException | InexpressibleException e) {
      return null;
    }
  }

  private static <T> JsonArray array(Collection<T> items, Function<T, JsonElement> form) {
    JsonArray array = new JsonArray();
    items.forEach(item -> array.add(form.apply(item)));
    return array;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private static String hex(int mask) {
    return String.format("0x%08X", mask);
  }
}
