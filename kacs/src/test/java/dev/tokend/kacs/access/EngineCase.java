package dev.tokend.kacs.access;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.naive.CaseBytes;
import dev.tokend.kacs.access.naive.NaiveAce;
import dev.tokend.kacs.access.naive.NaiveCase;
import dev.tokend.kacs.access.naive.NaiveClaim;
import dev.tokend.kacs.access.naive.NaiveResult;
import dev.tokend.kacs.access.naive.NaiveToken;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A naive case put to the engine, and the engine's answer in the terms of the naive result. */
final class EngineCase {
  private EngineCase() {}

  static AccessRequest request(NaiveCase c) throws MalformedException {
    NaiveCase.Descriptor sd = c.descriptor();
    int[] mapping = c.mapping();
    Map<Sid, CentralPolicy> policies = policies(c);
    AccessRequest request = AccessRequest.of(
            subject(c.token()),
            sd == null ? null : PreparedDescriptor.of(SecurityDescriptor.parse(CaseBytes.descriptor(sd))),
            c.desired(),
            new GenericMapping(mapping[0], mapping[1], mapping[2], mapping[3]))
        .withCallerPip(new PipLabel(c.pipType(), c.pipTrust()))
        .withIntent(c.intent())
        .withLocalClaims(claims(c.localClaims()))
        .withPolicies(policies::get)
        .withSelfSid(c.selfSid() == null ? null : Sid.of(c.selfSid()));
    ResultMode mode = c.perNode() ? ResultMode.PER_NODE : ResultMode.SCALAR;
    return request.withObjectTypes(c.objectTypes() == null ? null : objectTypes(c.objectTypes()), mode);
  }

  static NaiveResult result(AccessDecision decision) {
    return new NaiveResult(
        decision.error() == null ? null : decision.error().wireName(),
        decision.granted(),
        decision.allowed(),
        Arrays.stream(decision.nodeGranted().toArray()).boxed().toList(),
        decision.continuousAudit(),
        decision.stagingMismatch(),
        names(decision.privilegesUsed()),
        decision.audits().stream().map(EngineCase::audit).toList(),
        decision.privilegeUses().stream()
            .map(use -> new NaiveResult.Use(use.privilege().fullName(), use.asked(), use.surviving())).toList());
  }

  private static NaiveResult.Audit audit(AuditEvent event) {
    return event.trigger() instanceof AuditEvent.Trigger.SaclAce by
        ? new NaiveResult.Audit(by.policy() == null ? null : by.policy().toString(), by.index(), event.success(),
            event.requested(), event.granted())
        : new NaiveResult.Audit(null, null, event.success(), event.requested(), event.granted());
  }

  static Set<String> names(long privileges) {
    Set<String> names = new TreeSet<>();
    for (Privilege privilege : Privilege.values()) {
      if ((privileges & privilege.mask()) != 0) {
        names.add(privilege.fullName());
      }
    }
    return names;
  }

  static Subject subject(NaiveToken token) {
    long privileges = 0;
    for (String name : token.privileges()) {
      privileges |= Privilege.byName(name).mask();
    }
    return Subject.builder()
        .user(Sid.of(token.user()))
        .userDenyOnly(token.userDenyOnly())
        .groups(groups(token.groups()))
        .deviceGroups(groups(token.deviceGroups()))
        .restrictedSids(groups(token.restrictedSids()))
        .restrictedDeviceGroups(groups(token.restrictedDeviceGroups()))
        .writeRestricted(token.writeRestricted())
        .confinementSid(token.confinementSid() == null ? null : Sid.of(token.confinementSid()))
        .confinementCapabilities(groups(token.confinementCapabilities()))
        .confinementExempt(token.confinementExempt())
        .integrityLevel(token.integrity())
        .mandatoryPolicy(token.mandatoryPolicy())
        .auditPolicy(token.auditPolicy())
        .privileges(privileges)
        .tokenType(token.impersonation() ? TokenType.IMPERSONATION : TokenType.PRIMARY)
        .impersonationLevel(ImpersonationLevel.byValue(token.level()))
        .sessionDead(token.sessionDead())
        .userClaims(claims(token.userClaims()))
        .deviceClaims(claims(token.deviceClaims()))
        .build();
  }

  private static List<SidAndAttributes> groups(List<NaiveToken.Group> groups) {
    List<SidAndAttributes> list = new ArrayList<>();
    for (NaiveToken.Group group : groups) {
      list.add(new SidAndAttributes(Sid.of(group.sid()), group.attributes()));
    }
    return list;
  }

  private static List<Claim> claims(List<NaiveClaim> claims) {
    List<Claim> list = new ArrayList<>();
    for (NaiveClaim claim : claims) {
      List<ClaimValue> values = new ArrayList<>();
      for (Object value : claim.values()) {
        values.add(value instanceof Long number
            ? new ClaimValue.Int64(number)
            : new ClaimValue.Text((String) value));
      }
      list.add(new Claim(claim.name(), ClaimType.valueOf(claim.type()), claim.flags(), values));
    }
    return list;
  }

  private static ObjectTypeList objectTypes(List<NaiveCase.Node> nodes) throws MalformedException {
    List<ObjectTypeList.Node> list = new ArrayList<>();
    for (NaiveCase.Node node : nodes) {
      list.add(new ObjectTypeList.Node(node.level(), Guid.parse(node.guid())));
    }
    return ObjectTypeList.of(list);
  }

  private static Map<Sid, CentralPolicy> policies(NaiveCase c) {
    Map<Sid, CentralPolicy> policies = new HashMap<>();
    if (c.descriptor() == null || c.descriptor().sacl() == null) {
      return policies;
    }
    for (NaiveAce ace : c.descriptor().sacl()) {
      if (ace.type() == 0x13 && c.policies().containsKey(ace.sid())) {
        List<PolicyRule> rules = new ArrayList<>();
        for (NaiveCase.Rule rule : c.policies().get(ace.sid())) {
          rules.add(new PolicyRule(
              rule.appliesTo() == null ? null : ConditionProgram.of(Bytes.of(CaseBytes.condition(rule.appliesTo()))),
              acl(rule.dacl()),
              acl(rule.sacl()),
              acl(rule.stagedDacl()),
              acl(rule.stagedSacl())));
        }
        policies.put(Sid.of(ace.sid()), new CentralPolicy(rules));
      }
    }
    return policies;
  }

  private static PolicyAcl acl(List<NaiveAce> aces) {
    return aces == null ? null : PolicyAcl.of(CaseBytes.acl(aces));
  }
}
