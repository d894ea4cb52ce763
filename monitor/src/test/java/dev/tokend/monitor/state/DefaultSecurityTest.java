package dev.tokend.monitor.state;

import static dev.tokend.monitor.World.ALICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import org.junit.jupiter.api.Test;

class DefaultSecurityTest {
  @Test
  void every_worked_descriptor_comes_out_to_the_byte() {
    assertThat(bytes(DefaultSecurity.token(WellKnown.SYSTEM, ALICE))).isEqualTo(Worked.descriptor("token-other"));
    assertThat(bytes(DefaultSecurity.token(ALICE, ALICE))).isEqualTo(Worked.descriptor("token-same"));
    assertThat(Bytes.of(DefaultSecurity.SYSTEM_DEFAULT_DACL.toByteArray()))
        .isEqualTo(Worked.descriptor("system-dacl"));
    assertThat(bytes(DefaultSecurity.SESSIONS_LISTING)).isEqualTo(Worked.descriptor("sessions"));
    World world = new World();
    Token primary =
        world
            .caller(world.user(ALICE).defaults(new TokenDefaults(0, 1, null)).build(World.minted(ALICE)))
            .primary();
    assertThat(bytes(DefaultSecurity.process(primary))).isEqualTo(Worked.descriptor("process"));
  }

  @Test
  void a_stored_descriptor_is_prepared_once_and_equal_by_its_bytes() throws Exception {
    StoredDescriptor stored = DefaultSecurity.token(ALICE, ALICE);
    assertThat(stored.prepared()).isSameAs(stored.prepared());
    StoredDescriptor parsed =
        StoredDescriptor.of(SecurityDescriptor.parse(Worked.descriptor("token-same").toByteArray()));
    assertThat(parsed).isEqualTo(stored).hasSameHashCodeAs(stored);
  }

  private static Bytes bytes(StoredDescriptor descriptor) {
    return Bytes.of(descriptor.descriptor().toByteArray());
  }
}
