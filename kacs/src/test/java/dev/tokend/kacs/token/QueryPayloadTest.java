package dev.tokend.kacs.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.Hex;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.ClaimType;
import dev.tokend.kacs.catalog.PayloadKind;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.claim.RandomClaims;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.RandomDescriptors;
import dev.tokend.kacs.sid.RandomSids;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueryPayloadTest {
  private static final Sid USER = Sid.of("S-1-5-21-10-20-30-1001");
  private static final int ENABLED = 7;

  private static final Map<QueryClass, QueryPayload> WORKED = Map.ofEntries(
      Map.entry(QueryClass.USER, new QueryPayload.SidPayload(USER)),
      Map.entry(QueryClass.GROUPS, new QueryPayload.SidList(List.of(
          group("S-1-5-21-10-20-30-513", ENABLED), group("S-1-1-0", ENABLED), group("S-1-5-11", ENABLED),
          group("S-1-5-32-544", 0x10), group("S-1-5-21-10-20-30-2001", 0xE), group("S-1-5-4", ENABLED),
          group("S-1-5-5-0-1000", 0xC000_0007)))),
      Map.entry(QueryClass.PRIVILEGES, new QueryPayload.PrivilegeWords(
          new Privileges(0x8_2088_0000L, 0x8_0080_0000L, 0x8_0080_0000L, 0))),
      Map.entry(QueryClass.TYPE, new QueryPayload.U32(1)),
      Map.entry(QueryClass.INTEGRITY_LEVEL, new QueryPayload.SidPayload(WellKnown.MEDIUM_INTEGRITY)),
      Map.entry(QueryClass.OWNER, new QueryPayload.SidPayload(Sid.of("S-1-5-21-10-20-30-2001"))),
      Map.entry(QueryClass.PRIMARY_GROUP, new QueryPayload.SidPayload(Sid.of("S-1-5-21-10-20-30-513"))),
      Map.entry(QueryClass.INTERACTIVITY_SCOPE, new QueryPayload.U32(1)),
      Map.entry(QueryClass.RESTRICTED_SIDS,
          new QueryPayload.SidList(List.of(group("S-1-5-12", ENABLED), group("S-1-1-0", ENABLED)))),
      Map.entry(QueryClass.SOURCE, new QueryPayload.Source(TokenSource.of("authd", 0x1234))),
      Map.entry(QueryClass.STATISTICS,
          new QueryPayload.StatisticsPayload(new Statistics(5000, 1000, 5000, TokenType.PRIMARY, 0))),
      Map.entry(QueryClass.ORIGIN, new QueryPayload.U64(1000)),
      Map.entry(QueryClass.ELEVATION_TYPE, new QueryPayload.U32(1)),
      Map.entry(QueryClass.DEVICE_GROUPS, new QueryPayload.SidList(List.of(group("S-1-5-21-10-20-30-515", ENABLED)))),
      Map.entry(QueryClass.APPCONTAINER_SID,
          new QueryPayload.OptionalSid(Sid.of("S-1-15-2-1111-2222-3333-4444-5555-6666-7777"))),
      Map.entry(QueryClass.CAPABILITIES,
          new QueryPayload.SidList(List.of(group("S-1-15-2-2", 4), group("S-1-15-3-1", 4)))),
      Map.entry(QueryClass.MANDATORY_POLICY, new QueryPayload.U32(3)),
      Map.entry(QueryClass.LOGON_TYPE, new QueryPayload.U32(2)),
      Map.entry(QueryClass.LOGON_SID, new QueryPayload.SidPayload(Sid.logon(1000))),
      Map.entry(QueryClass.DEFAULT_DACL, new QueryPayload.AclPayload(Acl.of(
          Ace.allow(AccessMask.GENERIC_ALL, USER), Ace.allow(AccessMask.GENERIC_ALL, WellKnown.SYSTEM)))),
      Map.entry(QueryClass.IMPERSONATION_LEVEL, new QueryPayload.U32(2)),
      Map.entry(QueryClass.USER_CLAIMS, new QueryPayload.Claims(List.of(
          new Claim("clearance", ClaimType.INT64, 0, List.of(new ClaimValue.Int64(3)))))),
      Map.entry(QueryClass.DEVICE_CLAIMS, new QueryPayload.Claims(List.of(
          new Claim("managed", ClaimType.BOOLEAN, 0, List.of(new ClaimValue.Bool(1))),
          new Claim("owner", ClaimType.SID, 0, List.of(new ClaimValue.SidValue(WellKnown.SYSTEM))),
          new Claim("serial", ClaimType.OCTET, 0,
              List.of(new ClaimValue.Octets(Bytes.of(Hex.bytes("de ad be ef")))))))),
      Map.entry(QueryClass.PROJECTED_SUPPLEMENTARY_GIDS, new QueryPayload.Gids(List.of(2000, 2001, 4))));

  private static SidAndAttributes group(String sid, int attributes) {
    return new SidAndAttributes(Sid.of(sid), attributes);
  }

  static Stream<Arguments> workedPayloads() {
    try (var in = QueryPayloadTest.class.getResourceAsStream("/formats/query-payloads.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().skip(1)
          .map(line -> line.split("\t"))
          .map(row -> Arguments.of(
              QueryClass.byNumber(Integer.parseInt(row[0])), HexFormat.of().parseHex(row[1])));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workedPayloads")
  void reads_and_writes_the_worked_payload_of_class(QueryClass queryClass, byte[] bytes) throws Exception {
    QueryPayload payload = QueryPayload.decode(queryClass, bytes);

    assertThat(payload).isEqualTo(WORKED.get(queryClass));
    assertThat(payload.encode()).isEqualTo(bytes);
    assertThat(payload.kind()).isEqualTo(queryClass.payload());
  }

  @Test
  void every_class_has_a_worked_payload() {
    assertThat(workedPayloads().map(row -> row.get()[0])).containsExactlyInAnyOrder((Object[]) QueryClass.values());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("workedPayloads")
  void refuses_one_byte_more_or_less_of_class(QueryClass queryClass, byte[] bytes) {
    byte[] more = java.util.Arrays.copyOf(bytes, bytes.length + 1);
    byte[] less = java.util.Arrays.copyOf(bytes, bytes.length - 1);
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> QueryPayload.decode(queryClass, more));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> QueryPayload.decode(queryClass, less));
  }

  @ParameterizedTest
  @EnumSource(QueryClass.class)
  void zero_bytes_are_an_answer_only_where_absence_is(QueryClass queryClass) throws Exception {
    QueryPayload absent = switch (queryClass.payload()) {
      case SID_OPTIONAL -> new QueryPayload.OptionalSid(null);
      case ACL -> new QueryPayload.AclPayload(null);
      case CLAIMS -> new QueryPayload.Claims(List.of());
      default -> null;
    };
    if (absent == null) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> QueryPayload.decode(queryClass, new byte[0]));
    } else {
      assertThat(QueryPayload.decode(queryClass, new byte[0])).isEqualTo(absent);
      assertThat(absent.encode()).isEmpty();
    }
  }

  @Test
  void an_empty_default_dacl_is_not_an_absent_one() throws Exception {
    byte[] empty = new QueryPayload.AclPayload(Acl.EMPTY).encode();

    assertThat(empty).hasSize(8);
    assertThat(QueryPayload.decode(QueryClass.DEFAULT_DACL, empty)).isEqualTo(new QueryPayload.AclPayload(Acl.EMPTY));
  }

  @Test
  void absent_lists_are_a_count_of_zero() throws Exception {
    byte[] none = new byte[4];

    assertThat(new QueryPayload.SidList(List.of()).encode()).isEqualTo(none);
    assertThat(QueryPayload.decode(QueryClass.RESTRICTED_SIDS, none)).isEqualTo(new QueryPayload.SidList(List.of()));
    assertThat(new QueryPayload.Gids(List.of()).encode()).isEqualTo(none);
  }

  @Test
  void statistics_follow_an_adjustment_and_have_a_type_and_padding() throws Exception {
    byte[] bytes = new QueryPayload.StatisticsPayload(new Statistics(5000, 1000, 5001, TokenType.PRIMARY, 0)).encode();

    assertThat(java.util.Arrays.copyOfRange(bytes, 16, 24)).isEqualTo(Hex.bytes("89 13 00 00 00 00 00 00"));
    for (int at : new int[] {24, 28}) {
      byte[] wrong = bytes.clone();
      wrong[at] = 3;
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> QueryPayload.decode(QueryClass.STATISTICS, wrong))
          .satisfies(e -> assertThat(e.offset()).isEqualTo(at));
    }
  }

  @Test
  void counts_that_do_not_fit_are_refused_without_allocating() {
    byte[] huge = Hex.bytes("ff ff ff ff 00 00 00 00");

    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> QueryPayload.decode(QueryClass.GROUPS, huge));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> QueryPayload.decode(QueryClass.PROJECTED_SUPPLEMENTARY_GIDS, huge));
  }

  @Test
  void a_source_name_is_shown_without_hiding_bytes() {
    assertThat(TokenSource.of("authd", 1).displayName()).isEqualTo("authd");
    assertThat(TokenSource.of("PeiosKrn", 0).displayName()).isEqualTo("PeiosKrn");
    assertThat(new TokenSource(Bytes.of(Hex.bytes("61 00 1b 5c ff 20 00 00")), 0).displayName())
        .isEqualTo("a\\x00\\x1b\\\\\\xff ");
    assertThatIllegalArgumentException().isThrownBy(() -> TokenSource.of("123456789", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new TokenSource(Bytes.EMPTY, 0));
  }

  @Test
  void privileges_answer_by_name() {
    Privileges privileges = new Privileges(0x8_2088_0000L, 0x8_0080_0000L, 0x800_0000L, 0x2000_0000L);

    assertThat(privileges.isPresent(Privilege.SE_IMPERSONATE)).isTrue();
    assertThat(privileges.isEnabled(Privilege.SE_IMPERSONATE)).isFalse();
    assertThat(privileges.isEnabled(Privilege.SE_CHANGE_NOTIFY)).isTrue();
    assertThat(privileges.isEnabledByDefault(Privilege.SE_CHANGE_NOTIFY)).isFalse();
    assertThat(privileges.isUsed(Privilege.SE_IMPERSONATE)).isTrue();
    assertThat(Privileges.NONE.isPresent(Privilege.SE_BIND_PRIVILEGED_PORT)).isFalse();
    assertThat(new Privileges(Long.MIN_VALUE, 0, 0, 0).isPresent(Privilege.SE_BIND_PRIVILEGED_PORT)).isTrue();
  }

  @Test
  void every_payload_survives() {
    Generator.cases(1000, random -> {
      QueryClass queryClass = QueryClass.values()[random.nextInt(QueryClass.values().length)];
      QueryPayload payload = random(random, queryClass.payload());
      assertThat(payload.kind()).isEqualTo(queryClass.payload());
      assertThat(QueryPayload.decode(queryClass, payload.encode())).isEqualTo(payload);
    });
  }

  @Test
  void any_bytes_give_a_payload_or_the_one_failure() {
    Generator.cases(5000, random -> {
      QueryClass queryClass = QueryClass.values()[random.nextInt(QueryClass.values().length)];
      byte[] bytes = Generator.mutate(random, random(random, queryClass.payload()).encode());
      try {
        QueryPayload payload = QueryPayload.decode(queryClass, bytes);
        if (queryClass.payload() != PayloadKind.CLAIMS) {
          assertThat(payload.encode()).isEqualTo(bytes);
        }
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
      }
    });
  }

  private static QueryPayload random(SplittableRandom random, PayloadKind kind) {
    return switch (kind) {
      case SID -> new QueryPayload.SidPayload(RandomSids.sid(random));
      case SID_OPTIONAL -> new QueryPayload.OptionalSid(random.nextBoolean() ? null : RandomSids.sid(random));
      case SID_LIST -> new QueryPayload.SidList(RandomSids.groups(random, 6));
      case PRIVILEGES -> new QueryPayload.PrivilegeWords(
          new Privileges(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()));
      case U32 -> new QueryPayload.U32(random.nextInt());
      case U64 -> new QueryPayload.U64(random.nextLong());
      case SOURCE -> new QueryPayload.Source(new TokenSource(
          Bytes.of(java.nio.ByteBuffer.allocate(8).putLong(random.nextLong()).array()), random.nextLong()));
      case STATISTICS -> new QueryPayload.StatisticsPayload(new Statistics(random.nextLong(), random.nextLong(),
          random.nextLong(), TokenType.values()[random.nextInt(2)], random.nextLong()));
      case ACL -> new QueryPayload.AclPayload(random.nextBoolean() ? null : RandomDescriptors.acl(random));
      case CLAIMS -> new QueryPayload.Claims(RandomClaims.claims(random));
      case GID_LIST -> new QueryPayload.Gids(random.ints(random.nextInt(5)).boxed().toList());
    };
  }
}
