package dev.tokend.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.derive.FilterArgument;
import dev.tokend.monitor.state.Token;
import java.util.SplittableRandom;

/** What derivations of random histories take away, and what none of them may add. */
final class Derivations {
  private Derivations() {}

  static FilterArgument filter(SplittableRandom random, Token source) {
    ByteWriter payload = new ByteWriter();
    int deny = random.nextInt(2);
    for (int i = 0; i < deny; i++) {
      payload.i32(random.nextInt(source.groups().size() + 1));
    }
    int restrict = random.nextInt(3);
    for (int i = 0; i < restrict; i++) {
      (i == 0 ? source.user() : World.TEAM).writeTo(payload);
    }
    return new FilterArgument(
        random.nextLong(), deny, restrict, random.nextInt(5) == 0 ? 1 : 0, Bytes.of(payload.toByteArray()));
  }

  /** A derivation never has a privilege, an enabled allow group or an integrity that its source has not. */
  static void assertNoMore(Token source, Token copy) {
    assertThat(copy.privileges().present() & ~source.privileges().present()).isZero();
    assertThat(copy.privileges().enabled() & ~source.privileges().enabled()).isZero();
    assertThat(copy.identity().integrityLevel()).isLessThanOrEqualTo(source.identity().integrityLevel());
    // A fresh Anonymous token is restricted by nothing, whatever it was asked of (tokens §26 D7).
    boolean fresh = copy.type() == TokenType.IMPERSONATION && copy.level() == ImpersonationLevel.ANONYMOUS;
    if (source.isRestricted() && !fresh) {
      assertThat(copy.isRestricted()).isTrue();
    }
  }
}
