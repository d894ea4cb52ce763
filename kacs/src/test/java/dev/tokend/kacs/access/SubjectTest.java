package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A subject is what its builder was told, and knows every SID of each of its lists. */
class SubjectTest {
  private static final Sid ALICE = Sid.of("S-1-5-21-1-2-3-1001");
  private static final Sid PACKAGE = Sid.of("S-1-15-2-101");

  @Test
  void a_subject_has_what_its_builder_was_told() {
    assertFull(full().build());
  }

  @Test
  void a_builder_made_from_a_subject_has_everything_of_it() {
    assertFull(full().build().toBuilder().build());
  }

  @Test
  void a_subject_with_nothing_but_a_user_is_an_ordinary_unrestricted_one() {
    Subject plain = Subject.builder().user(ALICE).build();

    assertThat(plain.integrityLevel()).isEqualTo(8192);
    assertThat(plain.mandatoryPolicy()).isEqualTo(1);
    assertThat(plain.tokenType()).isEqualTo(TokenType.PRIMARY);
    assertThat(plain.privileges()).isZero();
    assertThat(plain.confinementSid()).isNull();
    assertThat(plain.restricted() || plain.confined() || plain.confinementExempt()).isFalse();
  }

  @Test
  void every_list_of_a_token_may_be_long() {
    List<SidAndAttributes> many = sids("S-1-5-21-4-5-6-", 200);
    for (Subject subject : List.of(
        Subject.builder().user(ALICE).groups(many).build(),
        Subject.builder().user(ALICE).deviceGroups(many).build(),
        Subject.builder().user(ALICE).restrictedSids(many).build(),
        Subject.builder().user(ALICE).restrictedDeviceGroups(many).build(),
        Subject.builder().user(ALICE).confinementSid(PACKAGE).confinementCapabilities(many).build())) {
      for (SidAndAttributes one : many) {
        assertThat(subject.facts(one.sid())).isNotZero();
      }
      assertThat(subject.facts(ALICE)).isNotZero();
      assertThat(subject.facts(Sid.of("S-1-5-21-4-5-6-200"))).isZero();
    }
  }

  private static SubjectBuilder full() {
    return Subject.builder()
        .user(ALICE)
        .userDenyOnly(true)
        .groups(sids("S-1-5-21-1-2-3-", 2))
        .restrictedSids(sids("S-1-5-21-1-2-4-", 3))
        .writeRestricted(true)
        .deviceGroups(sids("S-1-5-21-1-2-5-", 4))
        .restrictedDeviceGroups(sids("S-1-5-21-1-2-6-", 5))
        .confinementSid(PACKAGE)
        .confinementCapabilities(sids("S-1-15-3-", 6))
        .confinementExempt(true)
        .integrityLevel(4096)
        .mandatoryPolicy(3)
        .privileges(0x0080_0000)
        .tokenType(TokenType.IMPERSONATION)
        .impersonationLevel(ImpersonationLevel.DELEGATION)
        .auditPolicy(5)
        .sessionDead(true)
        .userClaims(List.of(claim("user")))
        .deviceClaims(List.of(claim("device")));
  }

  private static void assertFull(Subject subject) {
    assertThat(subject.user()).isEqualTo(ALICE);
    assertThat(subject.userDenyOnly()).isTrue();
    assertThat(subject.groups()).isEqualTo(sids("S-1-5-21-1-2-3-", 2));
    assertThat(subject.restrictedSids()).isEqualTo(sids("S-1-5-21-1-2-4-", 3));
    assertThat(subject.writeRestricted()).isTrue();
    assertThat(subject.deviceGroups()).isEqualTo(sids("S-1-5-21-1-2-5-", 4));
    assertThat(subject.restrictedDeviceGroups()).isEqualTo(sids("S-1-5-21-1-2-6-", 5));
    assertThat(subject.confinementSid()).isEqualTo(PACKAGE);
    assertThat(subject.confinementCapabilities()).isEqualTo(sids("S-1-15-3-", 6));
    assertThat(subject.confinementExempt()).isTrue();
    assertThat(subject.integrityLevel()).isEqualTo(4096);
    assertThat(subject.mandatoryPolicy()).isEqualTo(3);
    assertThat(subject.privileges()).isEqualTo(0x0080_0000);
    assertThat(subject.tokenType()).isEqualTo(TokenType.IMPERSONATION);
    assertThat(subject.impersonationLevel()).isEqualTo(ImpersonationLevel.DELEGATION);
    assertThat(subject.auditPolicy()).isEqualTo(5);
    assertThat(subject.sessionDead()).isTrue();
    assertThat(subject.userClaims()).containsExactly(claim("user"));
    assertThat(subject.deviceClaims()).containsExactly(claim("device"));
    assertThat(subject.restricted()).isTrue();
    assertThat(subject.confined()).isFalse();
  }

  private static Claim claim(String name) {
    return new Claim(name, ClaimType.INT64, 0, List.of(new ClaimValue.Int64(1)));
  }

  private static List<SidAndAttributes> sids(String prefix, int count) {
    List<SidAndAttributes> sids = new ArrayList<>();
    for (int last = 0; last < count; last++) {
      sids.add(new SidAndAttributes(Sid.of(prefix + last), 7));
    }
    return sids;
  }
}
