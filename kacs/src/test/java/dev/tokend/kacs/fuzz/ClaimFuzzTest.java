package dev.tokend.kacs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimCodec;
import dev.tokend.kacs.condition.AttributeSet;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** Claim arrays: any valid layout is read, the canonical one is written, and reading that changes nothing. */
class ClaimFuzzTest {
  static List<byte[]> arrays() {
    return Seeds.claimArrays();
  }

  @MethodSource("arrays")
  @FuzzTest
  void array(byte[] input) throws MalformedException {
    List<Claim> claims = Oracle.bytes(input, ClaimCodec::readArray);
    if (claims != null) {
      byte[] canonical = ClaimCodec.writeArray(claims);
      assertThat(ClaimCodec.readArray(canonical)).isEqualTo(claims);
      assertThat(AttributeSet.of(claims)).isNotNull();
    }
  }
}
