package dev.tokend.kacs.sd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimFlags;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AceInheritanceTest {
  private static final int OI = AceFlags.OBJECT_INHERIT;
  private static final int CI = AceFlags.CONTAINER_INHERIT;
  private static final int NP = AceFlags.NO_PROPAGATE_INHERIT;
  private static final int IO = AceFlags.INHERIT_ONLY;
  private static final int KEPT = AceFlags.CRITICAL | AceFlags.SUCCESSFUL_ACCESS | AceFlags.FAILED_ACCESS;

  /** The table of security-descriptors §8.1, in its order; '-' is not inherited, '0' inherited with no flags. */
  @ParameterizedTest
  @CsvSource({
    "'', -, -",
    "NP, -, -",
    "OI, 0, OI IO",
    "OI NP, 0, -",
    "CI, -, CI",
    "CI NP, -, 0",
    "OI CI, 0, OI CI",
    "OI CI NP, 0, 0",
  })
  void follows_the_table(String parent, String object, String container) {
    for (int io : new int[] {0, IO}) {
      for (int kept = 0; kept <= 0xFF; kept += 0x10) {
        int flags = flags(parent) | io | kept;
        assertThat(inheritedFlags(flags, false)).as("object of 0x%x", flags).isEqualTo(expected(object, kept));
        assertThat(inheritedFlags(flags, true)).as("container of 0x%x", flags).isEqualTo(expected(container, kept));
      }
    }
  }

  private static int inheritedFlags(int parentFlags, boolean container) {
    Ace copy = AceInheritance.inherited(Ace.allow(1, WellKnown.USERS).withFlags(parentFlags), container, null);
    return copy == null ? -1 : copy.flags();
  }

  private static int expected(String flags, int kept) {
    return flags.equals("-") ? -1 : flags(flags) | AceFlags.INHERITED | (kept & KEPT);
  }

  private static int flags(String names) {
    int flags = 0;
    for (String name : names.split(" ")) {
      flags |= switch (name) {
        case "OI" -> OI;
        case "CI" -> CI;
        case "NP" -> NP;
        case "IO" -> IO;
        default -> 0;
      };
    }
    return flags;
  }

  @Test
  void an_object_entry_for_another_class_is_not_inherited() {
    Guid user = new Guid(1, 2);
    Guid group = new Guid(3, 4);
    Ace forUsers = new ObjectAce(
        AceType.ACCESS_ALLOWED_OBJECT, CI, 1, ObjectScopedAce.INHERITED_OBJECT_TYPE_PRESENT, null, user,
        WellKnown.USERS);
    Ace conditional = new CallbackObjectAce(AceType.ACCESS_DENIED_CALLBACK_OBJECT, CI, 1,
        ObjectScopedAce.INHERITED_OBJECT_TYPE_PRESENT, null, user, WellKnown.USERS, Bytes.EMPTY);
    Ace forAll = new ObjectAce(AceType.ACCESS_ALLOWED_OBJECT, CI, 1, 1, user, null, WellKnown.USERS);

    for (Ace ace : List.of(forUsers, conditional)) {
      assertThat(AceInheritance.inherited(ace, true, user)).isNotNull();
      assertThat(AceInheritance.inherited(ace, true, null)).isNotNull();
      assertThat(AceInheritance.inherited(ace, true, group)).isNull();
    }
    assertThat(AceInheritance.inherited(forAll, true, group)).isNotNull();
  }

  @Test
  void a_resource_attribute_may_say_that_it_is_not_inherited() {
    Claim stays = new Claim("a", ClaimType.INT64, ClaimFlags.NON_INHERITABLE, List.of());
    Claim goes = new Claim("a", ClaimType.INT64, ClaimFlags.MANDATORY, List.of());

    assertThat(AceInheritance.inherited(ResourceAttributeAce.of(OI | CI, stays), true, null)).isNull();
    assertThat(AceInheritance.inherited(ResourceAttributeAce.of(OI | CI, goes), true, null)).isNotNull();
  }

  @Test
  void an_opaque_entry_is_inherited_by_its_flags_and_keeps_its_bytes() {
    Bytes body = Bytes.of((byte) 1, (byte) 2, (byte) 3, (byte) 4);

    assertThat(AceInheritance.inherited(new OpaqueAce(0x80, OI, body), false, null))
        .isEqualTo(new OpaqueAce(0x80, AceFlags.INHERITED, body));
  }
}
