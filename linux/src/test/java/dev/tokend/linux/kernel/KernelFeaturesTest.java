package dev.tokend.linux.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.linux.DescriptorLeaks;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import dev.tokend.linux.proc.HostFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DescriptorLeaks.class)
class KernelFeaturesTest {
  @Test
  void a_kernel_has_exactly_what_is_older_than_itself() throws Exception {
    KernelFeatures features = KernelFeatures.probe();
    assertThat(features.release()).isEqualTo(HostFacts.read(Path.of("/")).kernelRelease());
    for (KernelFeature feature : KernelFeature.values()) {
      assertThat(features.present().contains(feature))
          .as("%s on %s", feature.kernelName(), features.release())
          .isEqualTo(version(features.release()) >= version(feature.since()));
    }
  }

  private static int version(String release) {
    String[] parts = release.split("[^0-9]+", 3);
    return Integer.parseInt(parts[0]) * 1000 + Integer.parseInt(parts[1]);
  }

  @Test
  void what_is_missing_is_said_with_the_version_that_has_it() {
    KernelFeatures features =
        new KernelFeatures("6.1.0", EnumSet.complementOf(EnumSet.of(KernelFeature.PIDFS, KernelFeature.PIDFD_INFO)));
    assertThat(features.suffice()).isFalse();
    assertThat(features.missing()).containsExactly(
        "this kernel (6.1.0) lacks pidfs, which Linux has since 6.9: processes have no key that is never used again",
        "this kernel (6.1.0) lacks PIDFD_GET_INFO, which Linux has since 6.13: the credentials behind a pidfd are read"
            + " from /proc");
  }

  @Test
  void the_optional_ones_are_not_needed() {
    KernelFeatures features = new KernelFeatures(
        "6.9.0", Set.of(KernelFeature.PEER_PIDFD, KernelFeature.MESSAGE_PIDFD, KernelFeature.PIDFS));
    assertThat(features.suffice()).isTrue();
    assertThat(features.missing()).hasSize(2);
    assertThat(new KernelFeatures("0", Set.of()).missing()).hasSize(KernelFeature.values().length);
  }
}
