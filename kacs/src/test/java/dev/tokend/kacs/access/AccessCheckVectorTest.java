package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.Privilege;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public test vector of access-check §15, through the public interface. */
class AccessCheckVectorTest {
  static List<VectorCase> vectors() {
    return VectorCase.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void every_vector_gives_its_expected_result(VectorCase vector) {
    JsonObject json = vector.json();
    AccessRequest request;
    try {
      request = vector.request();
    } catch (MalformedException e) {
      assertThat(json.get("expected_error").getAsString()).as("%s", e).isEqualTo("malformed-sd");
      return;
    }
    AccessDecision decision = AccessCheck.check(request);
    if (vector.hasNode("expected_error")) {
      assertThat(decision.error()).isNotNull();
      assertThat(decision.error().wireName()).isEqualTo(json.get("expected_error").getAsString());
    } else {
      assertThat(decision.error()).isNull();
      assertReports(vector, decision);
    }
    assertThat(decision.granted()).isEqualTo(VectorCase.mask(json.get("expected_granted")));
    assertThat(decision.allowed()).isEqualTo(json.get("expected_allowed").getAsBoolean());
  }

  private static void assertReports(VectorCase vector, AccessDecision decision) {
    JsonObject json = vector.json();
    assertThat(decision.continuousAudit()).isEqualTo(VectorCase.mask(json.get("expected_continuous_audit")));
    assertThat(decision.stagingMismatch()).isEqualTo(json.get("expected_staging_mismatch").getAsBoolean());
    assertThat(names(decision.privilegesUsed())).isEqualTo(names(json.get("expected_privileges_used")));
    assertEvents(json, decision);
    if (vector.hasNode("expected_node_granted")) {
      List<Integer> nodes = new ArrayList<>();
      json.getAsJsonArray("expected_node_granted").forEach(mask -> nodes.add(VectorCase.mask(mask)));
      assertThat(decision.nodeGranted().toArray()).containsExactly(nodes.stream().mapToInt(i -> i).toArray());
    }
  }

  private static void assertEvents(JsonObject json, AccessDecision decision) {
    if (json.has("expected_audits")) {
      JsonArray audits = new JsonArray();
      decision.audits().forEach(event -> audits.add(audit(event)));
      assertThat(audits).isEqualTo(json.get("expected_audits"));
    }
    if (json.has("expected_privilege_events")) {
      JsonArray uses = new JsonArray();
      decision.privilegeUses().forEach(use -> uses.add(privilegeUse(use)));
      assertThat(uses).isEqualTo(json.get("expected_privilege_events"));
    }
  }

  private static JsonObject audit(AuditEvent event) {
    JsonObject audit = new JsonObject();
    Integer ace = event.trigger() instanceof AuditEvent.Trigger.SaclAce by ? by.index() : null;
    audit.addProperty("sacl_ace_index", ace);
    audit.addProperty("success", event.success());
    audit.addProperty("forced", ace == null);
    return audit;
  }

  private static JsonObject privilegeUse(PrivilegeUse use) {
    JsonObject event = new JsonObject();
    event.addProperty("privilege", use.privilege().fullName());
    event.addProperty("bits", String.format("0x%08X", use.asked()));
    event.addProperty("success", use.success());
    return event;
  }

  private static TreeSet<String> names(JsonElement array) {
    TreeSet<String> names = new TreeSet<>();
    array.getAsJsonArray().forEach(name -> names.add(name.getAsString()));
    return names;
  }

  private static TreeSet<String> names(long privileges) {
    TreeSet<String> names = new TreeSet<>();
    for (Privilege privilege : Privilege.values()) {
      if ((privileges & privilege.mask()) != 0) {
        names.add(privilege.fullName());
      }
    }
    return names;
  }
}
