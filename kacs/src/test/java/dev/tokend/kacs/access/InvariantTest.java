package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.access.naive.NaiveAce;
import dev.tokend.kacs.access.naive.NaiveCase;
import dev.tokend.kacs.access.naive.NaiveToken;
import dev.tokend.kacs.access.naive.RandomCases;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.WellKnown;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What must hold whatever the details of a case: taking something away from a caller never gives it a right. */
class InvariantTest {
  private static final int CASES = 20_000;

  @Test
  void a_further_deny_ace_never_adds_a_right() {
    Generator.cases(CASES, random -> {
      NaiveCase c = RandomCases.next(random);
      if (c.descriptor() == null || c.descriptor().dacl() == null) {
        return;
      }
      List<NaiveAce> more = new ArrayList<>(c.descriptor().dacl());
      more.add(random.nextInt(more.size() + 1), RandomCases.denyAce(random));
      // A WRITE_OWNER that the DACL grants can be lost to the restricted pass; once denied, SeTakeOwnership gives it
      // past that pass (access-check §7, §8).
      int except = c.token().privileges().contains("SeTakeOwnershipPrivilege") ? AccessMask.WRITE_OWNER : 0;
      assertNoMore(c, c.withDacl(more), except);
    });
  }

  @Test
  void the_first_restricting_sid_never_adds_a_right() {
    Generator.cases(CASES, random -> {
      NaiveCase c = RandomCases.next(random);
      NaiveToken token = c.token();
      if (!token.restrictedSids().isEmpty() || !token.restrictedDeviceGroups().isEmpty()) {
        return;
      }
      assertNoMore(c, c.withToken(token.withRestrictedSids(someGroups(random, token))), 0);
    });
  }

  @Test
  void a_confinement_never_adds_a_right() {
    Generator.cases(CASES, random -> {
      NaiveCase c = RandomCases.next(random);
      NaiveToken token = c.token();
      if (token.confinementSid() != null && !token.confinementExempt()) {
        return;
      }
      assertNoMore(c, c.withToken(token.withConfinement(token.user(), someGroups(random, token))), 0);
    });
  }

  @Test
  void lower_integrity_never_adds_a_right() {
    Generator.cases(CASES, random -> {
      NaiveCase c = RandomCases.next(random);
      int lower = c.token().integrity() == 0 ? 0 : (int) random.nextLong(Integer.toUnsignedLong(c.token().integrity()));
      assertNoMore(c, c.withToken(c.token().withIntegrity(lower)), 0);
    });
  }

  @Test
  void the_order_of_groups_and_other_sids_of_a_token_does_not_matter() {
    Generator.cases(CASES, random -> {
      NaiveCase c = RandomCases.next(random);
      NaiveCase other = c.withToken(c.token().withOrders(groups -> shuffled(groups, random)));
      assertThat(AccessCheck.check(EngineCase.request(other))).isEqualTo(AccessCheck.check(EngineCase.request(c)));
    });
  }

  @Test
  void entries_that_cannot_contradict_each_other_may_change_places() {
    int[] changed = new int[1];
    Generator.cases(CASES, random -> {
      NaiveCase c = RandomCases.next(random);
      List<NaiveAce> dacl = c.descriptor() == null ? null : c.descriptor().dacl();
      if (dacl == null || dacl.size() < 2) {
        return;
      }
      int at = random.nextInt(dacl.size() - 1);
      if (contradict(c, dacl.get(at), dacl.get(at + 1))) {
        return;
      }
      changed[0]++;
      List<NaiveAce> other = new ArrayList<>(dacl);
      Collections.swap(other, at, at + 1);
      assertThat(AccessCheck.check(EngineCase.request(c.withDacl(other))))
          .isEqualTo(AccessCheck.check(EngineCase.request(c)));
    });
    assertThat(changed[0]).isPositive();
  }

  @Test
  void of_entries_that_contradict_each_other_the_first_wins() {
    Subject subject = Subject.builder().user(WellKnown.EVERYONE).build();
    BasicAce allow = Ace.allow(1, WellKnown.EVERYONE);
    BasicAce deny = Ace.deny(1, WellKnown.EVERYONE);
    assertThat(grants(subject, allow, deny)).isTrue();
    assertThat(grants(subject, deny, allow)).isFalse();
  }

  private static boolean grants(Subject subject, Ace... dacl) {
    SecurityDescriptor object = SecurityDescriptor.builder().owner(WellKnown.SYSTEM).dacl(Acl.of(dacl)).build();
    return AccessCheck.check(AccessRequest.of(subject, PreparedDescriptor.of(object), 1, GenericMapping.FILE)).allowed();
  }

  /** Whether one may allow what the other denies. */
  private static boolean contradict(NaiveCase c, NaiveAce a, NaiveAce b) {
    int[] masks = c.mapping();
    GenericMapping mapping = new GenericMapping(masks[0], masks[1], masks[2], masks[3]);
    return denies(a) != denies(b) && (mapping.map(a.mask()) & mapping.map(b.mask())) != 0;
  }

  private static boolean denies(NaiveAce ace) {
    return ace.type() == 0x01 || ace.type() == 0x06 || ace.type() == 0x0A || ace.type() == 0x0C;
  }

  private static <T> List<T> shuffled(List<T> list, SplittableRandom random) {
    List<T> shuffled = new ArrayList<>(list);
    for (int last = shuffled.size() - 1; last > 0; last--) {
      Collections.swap(shuffled, last, random.nextInt(last + 1));
    }
    return shuffled;
  }

  @Test
  void no_privilege_bypasses_the_trust_label() {
    long all = 0;
    for (Privilege privilege : Privilege.values()) {
      all |= privilege.mask();
    }
    long everyPrivilege = all;
    Generator.cases(CASES, random -> {
      AccessRequest request = EngineCase.request(RandomCases.next(random));
      AccessRequest mighty = request
          .withSubject(request.subject().toBuilder().privileges(everyPrivilege).build())
          .withIntent(PrivilegeIntent.BACKUP | PrivilegeIntent.RESTORE);
      AccessDecision decision = AccessCheck.check(mighty);
      if (decision.error() == null) {
        assertThat(decision.nodeGranted().union() & ProcessTrust.withheld(mighty)).isZero();
      }
    });
  }

  @Test
  void maximum_allowed_finds_exactly_the_rights_that_can_be_had_one_by_one() {
    Generator.cases(CASES / 4, random -> {
      AccessRequest request = EngineCase.request(RandomCases.next(random)).withDesired(AccessMask.MAXIMUM_ALLOWED);
      AccessDecision maximum = AccessCheck.check(request);
      for (int rest = request.allBits(); rest != 0; rest &= rest - 1) {
        int bit = Integer.lowestOneBit(rest);
        boolean alone = AccessCheck.check(request.withDesired(bit)).allowed();
        assertThat(alone).as("0x%x", bit).isEqualTo(maximum.error() == null && (maximum.granted() & bit) != 0);
      }
    });
  }

  @Test
  void the_root_has_a_right_only_if_every_node_has_it() {
    Generator.cases(CASES, random -> {
      AccessDecision decision = AccessCheck.check(EngineCase.request(RandomCases.next(random)));
      for (int node = 0; node < decision.nodeGranted().size(); node++) {
        assertThat(decision.granted() & decision.want() & ~decision.nodeGranted().get(node)).isZero();
      }
    });
  }

  private static List<NaiveToken.Group> someGroups(SplittableRandom random, NaiveToken token) {
    List<NaiveToken.Group> groups = new ArrayList<>(token.groups());
    groups.add(new NaiveToken.Group("S-1-1-0", 7));
    return List.of(groups.get(random.nextInt(groups.size())));
  }

  private static void assertNoMore(NaiveCase before, NaiveCase after, int except) throws Exception {
    AccessDecision had = AccessCheck.check(EngineCase.request(before));
    AccessDecision has = AccessCheck.check(EngineCase.request(after));
    assertThat(has.error()).isEqualTo(had.error());
    for (int node = 0; node < had.nodeGranted().size(); node++) {
      assertThat(has.nodeGranted().get(node) & ~had.nodeGranted().get(node) & ~except).as("node %d", node).isZero();
    }
  }
}
