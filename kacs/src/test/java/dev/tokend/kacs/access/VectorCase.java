package dev.tokend.kacs.access;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.condition.ConditionProgram;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A line of the public test vectors, access-check §15: a JSON object, and the request that it describes. */
final class VectorCase {
  private final JsonObject json;

  VectorCase(String line) {
    json = JsonParser.parseString(line).getAsJsonObject();
  }

  /** The cases of the vector file in the test resources. */
  static List<VectorCase> all() {
    try (BufferedReader in = new BufferedReader(new InputStreamReader(
        VectorCase.class.getResourceAsStream("/vectors/access-check.jsonl"), StandardCharsets.US_ASCII))) {
      return in.lines().map(VectorCase::new).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonObject json() {
    return json;
  }

  @Override
  public String toString() {
    return json.get("id").getAsString() + " " + json.get("title").getAsString();
  }

  boolean hasNode(String key) {
    return json.has(key) && !json.get(key).isJsonNull();
  }

  /** Whether the descriptor can be parsed, so that there is a request. */
  boolean isWellFormed() {
    try {
      request();
      return true;
    } catch (MalformedException e) {
      return false;
    }
  }

  /** The request; malformed if the security descriptor is. */
  AccessRequest request() throws MalformedException {
    PreparedDescriptor descriptor = hasNode("sd_base64")
        ? PreparedDescriptor.of(SecurityDescriptor.parse(base64(json.get("sd_base64"))))
        : null;
    AccessRequest request = AccessRequest.of(subject(), descriptor, mask(json.get("desired")), mapping())
        .withCallerPip(new PipLabel(json.get("pip_type").getAsInt(), json.get("pip_trust").getAsInt()))
        .withIntent(json.get("privilege_intent").getAsInt())
        .withLocalClaims(claims(json.getAsJsonArray("local_claims")))
        .withPolicies(policies()::get);
    if (hasNode("self_sid")) {
      request = request.withSelfSid(Sid.parse(json.get("self_sid").getAsString()));
    }
    ObjectTypeList types = hasNode("object_types") ? objectTypes() : null;
    boolean perNode = hasNode("per_node") && json.get("per_node").getAsBoolean();
    return request.withObjectTypes(types, perNode ? ResultMode.PER_NODE : ResultMode.SCALAR);
  }

  private Subject subject() throws MalformedException {
    JsonObject token = json.getAsJsonObject("token");
    long privileges = 0;
    for (JsonElement name : token.getAsJsonArray("privileges_enabled")) {
      privileges |= Privilege.byName(name.getAsString()).mask();
    }
    JsonElement confinement = token.get("confinement_sid");
    return Subject.builder()
        .user(Sid.parse(token.get("user").getAsString()))
        .userDenyOnly(token.get("user_deny_only").getAsBoolean())
        .groups(groups(token, "groups"))
        .deviceGroups(groups(token, "device_groups"))
        .restrictedSids(groups(token, "restricted_sids"))
        .restrictedDeviceGroups(groups(token, "restricted_device_groups"))
        .writeRestricted(token.get("write_restricted").getAsBoolean())
        .confinementSid(confinement.isJsonNull() ? null : Sid.parse(confinement.getAsString()))
        .confinementCapabilities(groups(token, "confinement_capabilities"))
        .confinementExempt(token.get("confinement_exempt").getAsBoolean())
        .integrityLevel((int) token.get("integrity").getAsLong())
        .mandatoryPolicy(token.get("mandatory_policy").getAsInt())
        .auditPolicy(token.get("audit_policy").getAsInt())
        .privileges(privileges)
        .tokenType(TokenType.valueOf(upper(token.get("token_type"))))
        .impersonationLevel(ImpersonationLevel.valueOf(upper(token.get("impersonation_level"))))
        .sessionDead(token.get("logon_session_dead").getAsBoolean())
        .userClaims(claims(token.getAsJsonArray("user_claims")))
        .deviceClaims(claims(token.getAsJsonArray("device_claims")))
        .build();
  }

  private GenericMapping mapping() {
    JsonElement mapping = json.get("mapping");
    if (mapping.isJsonArray()) {
      JsonArray four = mapping.getAsJsonArray();
      return new GenericMapping(mask(four.get(0)), mask(four.get(1)), mask(four.get(2)), mask(four.get(3)));
    }
    return switch (mapping.getAsString()) {
      case "file" -> GenericMapping.FILE;
      case "registry" -> GenericMapping.REGISTRY;
      case "token" -> GenericMapping.TOKEN;
      case "process" -> GenericMapping.PROCESS;
      default -> throw new IllegalArgumentException("mapping " + mapping);
    };
  }

  private ObjectTypeList objectTypes() throws MalformedException {
    List<ObjectTypeList.Node> nodes = new ArrayList<>();
    for (JsonElement node : json.getAsJsonArray("object_types")) {
      JsonObject entry = node.getAsJsonObject();
      nodes.add(new ObjectTypeList.Node(entry.get("level").getAsInt(), Guid.parse(entry.get("guid").getAsString())));
    }
    return ObjectTypeList.of(nodes);
  }

  private Map<Sid, CentralPolicy> policies() throws MalformedException {
    Map<Sid, CentralPolicy> policies = new HashMap<>();
    for (JsonElement element : json.getAsJsonArray("policies")) {
      JsonObject policy = element.getAsJsonObject();
      List<PolicyRule> rules = new ArrayList<>();
      for (JsonElement rule : policy.getAsJsonArray("rules")) {
        rules.add(rule(rule.getAsJsonObject()));
      }
      policies.put(Sid.parse(policy.get("sid").getAsString()), new CentralPolicy(rules));
    }
    return policies;
  }

  private static PolicyRule rule(JsonObject rule) throws MalformedException {
    JsonElement appliesTo = rule.get("applies_to_base64");
    return new PolicyRule(
        appliesTo.isJsonNull() ? null : ConditionProgram.of(Bytes.of(base64(appliesTo))),
        acl(rule, "dacl_base64"),
        acl(rule, "sacl_base64"),
        acl(rule, "staged_dacl_base64"),
        acl(rule, "staged_sacl_base64"));
  }

  private static PolicyAcl acl(JsonObject rule, String key) {
    return rule.get(key).isJsonNull() ? null : PolicyAcl.of(base64(rule.get(key)));
  }

  private static List<SidAndAttributes> groups(JsonObject token, String key) throws MalformedException {
    List<SidAndAttributes> groups = new ArrayList<>();
    for (JsonElement group : token.getAsJsonArray(key)) {
      JsonObject entry = group.getAsJsonObject();
      groups.add(new SidAndAttributes(Sid.parse(entry.get("sid").getAsString()), (int) entry.get("attrs").getAsLong()));
    }
    return groups;
  }

  private static List<Claim> claims(JsonArray array) throws MalformedException {
    List<Claim> claims = new ArrayList<>();
    for (JsonElement element : array) {
      JsonObject claim = element.getAsJsonObject();
      ClaimType type = ClaimType.valueOf(claim.get("type").getAsString());
      List<ClaimValue> values = new ArrayList<>();
      for (JsonElement value : claim.getAsJsonArray("values")) {
        values.add(claimValue(type, value));
      }
      claims.add(new Claim(claim.get("name").getAsString(), type, claim.get("flags").getAsInt(), values));
    }
    return claims;
  }

  private static ClaimValue claimValue(ClaimType type, JsonElement value) throws MalformedException {
    return switch (type) {
      case INT64 -> new ClaimValue.Int64(value.getAsLong());
      case UINT64 -> new ClaimValue.UInt64(new BigInteger(value.getAsString()).longValue());
      case STRING -> new ClaimValue.Text(value.getAsString());
      case SID -> new ClaimValue.SidValue(Sid.parse(value.getAsString()));
      case BOOLEAN -> new ClaimValue.Bool(number(value));
      case OCTET -> new ClaimValue.Octets(Bytes.of(HexFormat.of().parseHex(value.getAsString())));
      default -> throw new IllegalArgumentException("claim type " + type);
    };
  }

  private static long number(JsonElement value) {
    JsonPrimitive primitive = value.getAsJsonPrimitive();
    return primitive.isBoolean() ? (primitive.getAsBoolean() ? 1 : 0) : primitive.getAsLong();
  }

  private static String upper(JsonElement text) {
    return text.getAsString().toUpperCase(Locale.ROOT);
  }

  static byte[] base64(JsonElement text) {
    return Base64.getDecoder().decode(text.getAsString());
  }

  /** A mask: "0x…" or a number. */
  static int mask(JsonElement element) {
    return element.getAsJsonPrimitive().isString()
        ? Integer.parseUnsignedInt(element.getAsString().substring(2), 16)
        : (int) element.getAsLong();
  }
}
