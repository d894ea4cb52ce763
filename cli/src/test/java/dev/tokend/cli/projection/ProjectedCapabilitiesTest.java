package dev.tokend.cli.projection;

import static dev.tokend.cli.projection.Launchers.capabilities;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.kacs.catalog.Privilege;
import org.junit.jupiter.api.Test;

class ProjectedCapabilitiesTest {
  @Test
  void a_privilege_stands_for_the_capabilities_that_it_is_derived_from() {
    assertThat(ProjectedCapabilities.of(0)).isZero();
    assertThat(ProjectedCapabilities.of(Privilege.SE_CHANGE_NOTIFY.mask())).isZero();
    assertThat(ProjectedCapabilities.of(Privilege.SE_DEBUG.mask() | Privilege.SE_SHUTDOWN.mask()))
        .isEqualTo(capabilities(LinuxCapability.CAP_SYS_PTRACE, LinuxCapability.CAP_SYS_BOOT));
    for (Privilege privilege : Privilege.values()) {
      assertThat(ProjectedCapabilities.of(privilege.mask()) & privilege.linuxCapabilities()).as("%s", privilege)
          .isEqualTo(privilege.linuxCapabilities());
    }
  }

  @Test
  void a_capability_of_two_privileges_goes_with_the_last_of_them() {
    long one = Privilege.SE_IMPERSONATE.mask();
    long other = Privilege.SE_ASSIGN_PRIMARY_TOKEN.mask();
    assertThat(ProjectedCapabilities.of(one)).isEqualTo(ProjectedCapabilities.of(other))
        .isEqualTo(ProjectedCapabilities.of(one | other));
  }

  @Test
  void who_may_become_another_user_may_take_that_users_groups() {
    assertThat(ProjectedCapabilities.of(Privilege.SE_IMPERSONATE.mask()))
        .isEqualTo(capabilities(LinuxCapability.CAP_SETUID, LinuxCapability.CAP_SETGID));
  }

  @Test
  void what_no_privilege_is_derived_from_goes_with_se_tcb() {
    long tcb = ProjectedCapabilities.of(Privilege.SE_TCB.mask());
    for (LinuxCapability capability : LinuxCapability.values()) {
      boolean expected = capability == LinuxCapability.CAP_SYS_ADMIN || capability.derivedPrivileges() == 0;
      assertThat((tcb >>> capability.value() & 1) != 0).as(capability.label()).isEqualTo(expected);
    }
    assertThat(tcb >>> 41).as("capabilities of kernels to come").isEqualTo(-1L >>> 41);
    assertThat(ProjectedCapabilities.of(Privilege.ALL)).isEqualTo(-1);
    assertThat(ProjectedCapabilities.of(Privilege.ALL & ~Privilege.SE_TCB.mask()) & tcb)
        .isEqualTo(capabilities(LinuxCapability.CAP_SETGID));
  }
}
