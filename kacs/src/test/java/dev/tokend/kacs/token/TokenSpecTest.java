package dev.tokend.kacs.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenSpecTest {
  private static final Sid USER = Sid.of("S-1-5-21-10-20-30-1001");
  private static final byte[] A = worked("a");
  private static final byte[] B = worked("b");
  private static final byte[] C = worked("c");

  private static byte[] worked(String name) {
    try (var in = TokenSpecTest.class.getResourceAsStream("/formats/token-spec-" + name + ".hex")) {
      return Hex.bytes(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SidAndAttributes group(String sid, int attributes) {
    return new SidAndAttributes(Sid.of(sid), attributes);
  }

  private static TokenSpecBuilder exampleA() {
    return TokenSpec.builder(USER, 1000).policies(1, 0).source(TokenSource.of("authd", 0x1234))
        .projection(new TokenSpec.Projection(1001, 1001, List.of()));
  }

  private static TokenSpec exampleB() {
    return TokenSpec.builder(USER, 1000).policies(3, 0).source(TokenSource.of("authd", 0x1234))
        .privileges(0x8_2088_0000L, 0x8_0080_0000L).defaults(5, 1).interactivityScope(1)
        .groups(List.of(
            group("S-1-5-21-10-20-30-513", 7), group("S-1-1-0", 7), group("S-1-5-11", 7), group("S-1-5-32-544", 0x14),
            group("S-1-5-21-10-20-30-2001", 0xA), group("S-1-5-4", 7)))
        .defaultDacl(Acl.of(
            Ace.allow(AccessMask.GENERIC_ALL, USER), Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM)))
        .userClaims(List.of(new Claim("clearance", ClaimType.INT64, 0, List.of(new ClaimValue.Int64(3)))))
        .projection(new TokenSpec.Projection(1001, 2000, List.of(2000, 2001, 4)))
        .build();
  }

  private static TokenSpec exampleC() {
    return TokenSpec.builder(USER, 1001).impersonation(ImpersonationLevel.IMPERSONATION).integrityLevel(4096)
        .policies(1, 0xF).privileges(0x80_0000, 0x80_0000).expiration(1893456000).origin(1000).interactivityScope(2)
        .source(TokenSource.of("sandbox", 7)).groups(List.of(group("S-1-1-0", 7), group("S-1-5-32-545", 7)))
        .defaults(0, 1)
        .userClaims(List.of(
            new Claim("clearance", ClaimType.INT64, 0, List.of(new ClaimValue.Int64(1))),
            new Claim("dept", ClaimType.STRING, 2, List.of(new ClaimValue.Text("eng"), new ClaimValue.Text("ops")))))
        .device(new TokenSpec.Device(
            List.of(group("S-1-5-21-10-20-30-515", 7)), List.of(group("S-1-5-21-10-20-30-515", 7)),
            List.of(
                new Claim("managed", ClaimType.BOOLEAN, 0, List.of(new ClaimValue.Bool(1))),
                new Claim("owner", ClaimType.SID, 0, List.of(new ClaimValue.SidValue(WellKnown.SYSTEM))),
                new Claim("serial", ClaimType.OCTET, 0,
                    List.of(new ClaimValue.Octets(Bytes.of(Hex.bytes("de ad be ef"))))))))
        .restriction(new TokenSpec.Restriction(List.of(group("S-1-5-12", 7), group("S-1-1-0", 7)), true, true))
        .confinement(new TokenSpec.Confinement(Sid.of("S-1-15-2-1111-2222-3333-4444-5555-6666-7777"),
            List.of(group("S-1-15-2-2", 4), group("S-1-15-3-1", 4)), false, true))
        .projection(new TokenSpec.Projection(1001, 2000, List.of(2000)))
        .build();
  }

  @Test
  void reads_and_writes_example_a() throws Exception {
    assertThat(TokenSpec.parse(A)).isEqualTo(exampleA().build());
    assertThat(exampleA().build().toByteArray()).isEqualTo(A);
  }

  @Test
  void reads_and_writes_example_b() throws Exception {
    assertThat(TokenSpec.parse(B)).isEqualTo(exampleB());
    assertThat(exampleB().toByteArray()).isEqualTo(B);
  }

  @Test
  void reads_example_c_whose_sections_are_in_another_order() throws Exception {
    assertThat(TokenSpec.parse(C)).isEqualTo(exampleC());
    byte[] written = exampleC().toByteArray();
    assertThat(written).hasSameSizeAs(C).isNotEqualTo(C);
    assertThat(TokenSpec.parse(written)).isEqualTo(exampleC());
  }

  @Test
  void stored_groups_are_on_if_and_only_if_enabled_by_default() {
    assertThat(exampleB().storedGroups()).extracting(SidAndAttributes::attributes)
        .containsExactly(7, 7, 7, 0x10, 0xE, 7);
    assertThat(exampleB().groups()).extracting(SidAndAttributes::attributes).containsExactly(7, 7, 7, 0x14, 0xA, 7);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "a, version 1, 0, 01, 0",
    "a, token type 3, 4, 03, 4",
    "a, token type 0, 4, 00, 4",
    "a, level 2 on a primary, 5, 02, 5",
    "a, level 4, 5, 04, 5",
    "a, reserved 0, 6, 01, 6",
    "a, reserved 0 high byte, 7, 01, 6",
    "a, mandatory policy 4, 12, 04, 12",
    "a, enabled but not present, 24, 80, 24",
    "a, reserved 1, 32, 01, 32",
    "a, uid 0 of an ordinary user, 36, 00 00, 36",
    "a, audit policy 0x10, 44, 10, 44",
    "a, owner index without groups, 64, 01, 64",
    "a, owner index of 2^32-1, 64, ff ff ff ff, 64",
    "a, primary group index without groups, 68, 01, 68",
    "a, no user SID, 88, 00, 88",
    "a, user SID inside the header, 88, bc, 88",
    "a, user SID at the end, 88, dc, 88",
    "a, groups count without offset, 96, 01, 92",
    "a, a section that cuts into the user SID, 92, c8, 193",
    "a, two sections at one offset, 92, c0 00 00 00 01, 92",
    "a, isolation boundary without a SID, 159, 01, 159",
    "a, write-restricted alone, 157, 01, 157",
    "a, exempt 2, 156, 02, 156",
    "a, user-deny-only 2, 158, 02, 158",
    "a, reserved 3, 188, 01, 188",
    "b, one group entry left over, 96, 05, 356",
    "b, groups offset without count, 96, 00, 92",
    "b, default DACL offset without length, 104, 00, 100",
    "b, one group entry too many, 96, 07, 376",
    "b, owner without SE_GROUP_OWNER, 64, 01, 64",
    "b, primary group index 7, 68, 07, 68",
    "b, default DACL into the next section, 104, 44, 104",
    "b, default DACL cut short, 104, 3c, 378",
    "b, one gid left over, 164, 02, 500",
    "b, one gid too many, 164, 04, 492",
    "b, gid count of 2^32-1, 164, ff ff ff ff, 492",
    "b, claims cut short, 112, 33, 440",
    "c, confinement SID length 0, 144, 00, 140",
    "c, confinement SID length 36, 144, 24, 609",
  })
  void refuses_a_change_of_example(String base, String what, int at, String hex, int offset) {
    byte[] bytes = worked(base);
    byte[] change = Hex.bytes(hex);
    System.arraycopy(change, 0, bytes, at, change.length);

    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> TokenSpec.parse(bytes))
        .satisfies(e -> assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset));
  }

  @Test
  void refuses_one_byte_more_or_less_and_sizes_out_of_range() {
    for (int size : new int[] {0, 191, 192, A.length - 1, A.length + 1, 65537}) {
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> TokenSpec.parse(Arrays.copyOf(A, size)));
    }
  }

  @Test
  void leaves_the_rules_about_the_session_to_those_who_know_it() throws Exception {
    byte[] unknownSession = A.clone();
    System.arraycopy(Hex.bytes("92 10"), 0, unknownSession, 56, 2);
    assertThat(TokenSpec.parse(unknownSession).logonSessionId()).isEqualTo(4242);

    TokenSpec ownLogonSid = exampleA().groups(List.of(new SidAndAttributes(Sid.logon(1000), 7))).build();
    assertThat(TokenSpec.parse(ownLogonSid.toByteArray())).isEqualTo(ownLogonSid);
  }

  @Test
  void does_not_check_what_the_specification_leaves_open() throws Exception {
    TokenSpec odd = exampleA().groups(List.of(
            new SidAndAttributes(USER, 0xFFFF_FFFF), new SidAndAttributes(USER, 0), group("S-1-9-9-9", 0x100)))
        .privileges(-1, 3).integrityLevel(-1)
        .confinement(new TokenSpec.Confinement(null, List.of(group("S-1-15-3-1", 0)), true, false))
        .build();

    assertThat(TokenSpec.parse(odd.toByteArray())).isEqualTo(odd);
  }

  @Test
  void measured_sections_may_be_followed_by_unused_bytes() throws Exception {
    byte[] longer = Arrays.copyOf(B, B.length);
    longer[104] = 0x08;
    System.arraycopy(Hex.bytes("02 00 08 00 00 00 00 00"), 0, longer, 376, 8);

    assertThat(TokenSpec.parse(longer).defaultDacl()).isEqualTo(Acl.EMPTY);
  }

  @Test
  void takes_1023_groups_and_not_one_more() throws Exception {
    SidAndAttributes group = group("S-1-5-21-10-20-30-2001", 7);
    TokenSpec most = exampleA().groups(Collections.nCopies(1023, group)).build();
    byte[] bytes = most.toByteArray();
    assertThat(bytes).hasSize(37048);
    assertThat(TokenSpec.parse(bytes)).isEqualTo(most);

    byte[] more = Arrays.copyOf(bytes, bytes.length + 36);
    System.arraycopy(bytes, bytes.length - 36, more, bytes.length, 36);
    more[97] = 4;
    more[96] = 0;
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> TokenSpec.parse(more))
        .withMessageContaining("1024 groups");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> exampleA().groups(Collections.nCopies(1024, group)).build());
  }

  @Test
  void takes_65536_bytes_and_not_one_group_more() throws Exception {
    SidAndAttributes group = group("S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15", 7);
    byte[] bytes = exampleA().groups(Collections.nCopies(859, group)).build().toByteArray();
    assertThat(bytes).hasSize(65504);
    assertThat(TokenSpec.parse(bytes).groups()).hasSize(859);

    TokenSpec tooLarge = exampleA().groups(Collections.nCopies(860, group)).build();
    assertThatExceptionOfType(MalformedException.class).isThrownBy(tooLarge::toByteArray)
        .withMessageContaining("65580 bytes");
  }

  @Test
  void the_builder_refuses_what_the_reader_refuses() {
    assertThatIllegalArgumentException().isThrownBy(() -> exampleA().policies(4, 0).build());
    assertThatIllegalArgumentException().isThrownBy(() -> exampleA().policies(0, 0x10).build());
    assertThatIllegalArgumentException().isThrownBy(() -> exampleA().privileges(0, 1).build());
    assertThatIllegalArgumentException().isThrownBy(() -> exampleA().defaults(1, 0).build());
    assertThatIllegalArgumentException().isThrownBy(() -> exampleA().defaults(0, 1).build());
    assertThatIllegalArgumentException().isThrownBy(
        () -> exampleA().projection(new TokenSpec.Projection(0, 0, List.of())).build());
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSpec.Restriction(List.of(), true, false));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSpec.Confinement(null, List.of(), false, true));
    TokenSpec a = exampleA().build();
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSpec(TokenType.PRIMARY,
        ImpersonationLevel.DELEGATION, 0, a.policies(), 0, 0, 0, 0, 0, 0, a.source(), USER, List.of(), 0, 0, null,
        List.of(), a.device(), a.restriction(), a.confinement(), a.projection()));
  }

  @Test
  void only_system_is_projected_to_uid_0() throws Exception {
    TokenSpec system = TokenSpec.builder(WellKnown.SYSTEM, 999)
        .projection(new TokenSpec.Projection(0, 0, List.of(0))).build();

    assertThat(TokenSpec.parse(system.toByteArray())).isEqualTo(system);
  }

  @Test
  void every_spec_survives() {
    Generator.cases(1000, random -> {
      TokenSpec spec = RandomTokenSpecs.spec(random);
      assertThat(TokenSpec.parse(spec.toByteArray())).isEqualTo(spec);
    });
  }

  @Test
  void any_bytes_give_a_spec_or_the_one_failure() {
    Generator.cases(5000, random -> {
      byte[] bytes = Generator.mutate(random, switch (random.nextInt(4)) {
        case 0 -> A;
        case 1 -> B;
        case 2 -> C;
        default -> RandomTokenSpecs.spec(random).toByteArray();
      });
      try {
        TokenSpec spec = TokenSpec.parse(bytes);
        assertThat(TokenSpec.parse(spec.toByteArray())).isEqualTo(spec);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, Math.max(bytes.length, TokenSpec.MAX_SIZE));
      }
    });
  }
}
