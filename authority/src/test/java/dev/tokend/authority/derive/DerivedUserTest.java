package dev.tokend.authority.derive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import org.junit.jupiter.api.Test;

/** The rows "user" and "integrity" of docs/derived-tokens.md. */
class DerivedUserTest {
  private final Machine machine = new Machine();

  private Sid user(Person person) throws Exception {
    return machine.token(person).user();
  }

  private IntegrityLevel integrity(Person person) throws Exception {
    return IntegrityLevel.byValue(machine.token(person).identity().integrityLevel());
  }

  @Test
  void uid_0_with_the_effective_capability_is_the_system() throws Exception {
    assertThat(user(Person.system())).isEqualTo(WellKnown.SYSTEM);
    assertThat(integrity(Person.system())).isEqualTo(IntegrityLevel.SYSTEM);
  }

  @Test
  void uid_0_without_it_is_a_user_at_high_integrity() throws Exception {
    Person root = Person.of(0).holding(~Person.bits(LinuxCapability.CAP_SYS_ADMIN));

    assertThat(user(root)).isEqualTo(Sid.of("S-1-22-1-0"));
    assertThat(integrity(root)).isEqualTo(IntegrityLevel.HIGH);
  }

  @Test
  void uid_0_that_may_only_enable_the_capability_is_not_the_system() throws Exception {
    Person root = Person.of(0).permitted(LinuxCapability.CAP_SYS_ADMIN);

    assertThat(user(root)).isEqualTo(Sid.unixUser(0));
    assertThat(integrity(root)).isEqualTo(IntegrityLevel.HIGH);
  }

  @Test
  void uid_0_of_another_user_namespace_is_not_the_system_and_at_low_integrity() throws Exception {
    assertThat(user(Person.system().inNamespace())).isEqualTo(Sid.unixUser(0));
    assertThat(integrity(Person.system().inNamespace())).isEqualTo(IntegrityLevel.LOW);
  }

  @Test
  void a_user_with_the_capability_is_still_a_user() throws Exception {
    Person powerful = Person.of(1000).holding(-1L);

    assertThat(user(powerful)).isEqualTo(Sid.of("S-1-22-1-1000"));
    assertThat(integrity(powerful)).isEqualTo(IntegrityLevel.MEDIUM);
  }

  @Test
  void a_user_in_a_namespace_of_its_own_is_at_low_integrity() throws Exception {
    assertThat(user(Person.of(1000).inNamespace())).isEqualTo(Sid.unixUser(1000));
    assertThat(integrity(Person.of(1000).inNamespace())).isEqualTo(IntegrityLevel.LOW);
  }

  @Test
  void nobody_is_untrusted_wherever_it_is() throws Exception {
    assertThat(user(Person.of(65534))).isEqualTo(Sid.of("S-1-22-1-65534"));
    assertThat(integrity(Person.of(65534))).isEqualTo(IntegrityLevel.UNTRUSTED);
    assertThat(integrity(Person.of(65534).inNamespace())).isEqualTo(IntegrityLevel.UNTRUSTED);
    assertThat(integrity(Person.of(65534).holding(-1L))).isEqualTo(IntegrityLevel.UNTRUSTED);
  }

  @Test
  void uids_are_unsigned() throws Exception {
    assertThat(user(Person.of(-2))).isEqualTo(Sid.of("S-1-22-1-4294967294"));
    assertThat(integrity(Person.of(-2))).isEqualTo(IntegrityLevel.MEDIUM);
  }
}
