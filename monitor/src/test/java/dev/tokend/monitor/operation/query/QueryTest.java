package dev.tokend.monitor.operation.query;

import static dev.tokend.monitor.Refusals.refused;
import static dev.tokend.monitor.World.ALICE;
import static dev.tokend.monitor.World.sure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.token.QueryPayload;
import dev.tokend.monitor.Snapshot;
import dev.tokend.monitor.Worked;
import dev.tokend.monitor.World;
import dev.tokend.monitor.operation.adjust.AdjustDefault;
import dev.tokend.monitor.operation.adjust.DaclArgument;
import dev.tokend.monitor.operation.derive.CreateToken;
import dev.tokend.monitor.operation.session.InvalidateSession;
import dev.tokend.monitor.refusal.BufferTooSmall;
import dev.tokend.monitor.refusal.Need;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.rights.TokenRights;
import dev.tokend.monitor.state.Caller;
import dev.tokend.monitor.state.Handle;
import dev.tokend.monitor.state.IdSeeds;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class QueryTest {
  /** Anonymous, the two anchors and the minter come first, so that sample token B has id 5000 (formats §7). */
  private final World world = new World(new IdSeeds(4996, 1000));

  private final Caller minter = world.system();
  private final Handle tokenB = mint("B");
  private final Handle tokenC = mint("C");

  @Test
  void every_worked_payload_comes_out_to_the_byte() {
    for (String[] line : Worked.lines("worked-payloads.txt")) {
      Handle handle = line[0].equals("B") ? tokenB : tokenC;
      String expected = line[2].equals("-") ? "" : line[2];
      assertThat(hex(handle, Integer.parseInt(line[1]))).as(line[0] + " class " + line[1]).isEqualTo(expected);
    }
  }

  @Test
  void every_class_decodes_for_every_sample() throws Exception {
    for (Handle handle : new Handle[] {tokenB, tokenC, mint("A"), world.openSelf(minter, TokenRights.QUERY)}) {
      for (QueryClass queryClass : QueryClass.values()) {
        byte[] payload = payload(handle, queryClass.number());
        assertThat(QueryPayload.decode(queryClass, payload).encode()).isEqualTo(payload);
      }
    }
  }

  @Test
  void the_groups_of_an_anonymous_token_are_everyone_alone() {
    Handle anonymous = world.handleOn(world.monitor.anonymous().blueprint().with(World.minted(ALICE)));
    assertThat(hex(anonymous, 2)).isEqualTo("010000000c0000000101000000000001000000000700" + "0000");
  }

  @Test
  void one_adjustment_shows_in_the_statistics_and_nowhere_else() {
    String before = hex(tokenB, 11);
    sure(() -> world.monitor.adjustDefault(
              new AdjustDefault.Request(
                  tokenB, new DaclArgument.Leave(), AdjustDefault.LEAVE, AdjustDefault.LEAVE)));
    assertThat(hex(tokenB, 11)).isEqualTo(before.substring(0, 32) + "8913000000000000" + before.substring(48));
  }

  @Test
  void row_1_refuses_a_handle_without_query() {
    Handle handle = world.handleOn(tokenB.token(), TokenRights.DUPLICATE);
    Refusal refusal = refused(world.monitor, "tokens §24 row 1", Errno.EACCES, () -> query(handle, 99, 0));
    assertThat(refusal.need()).isEqualTo(new Need.TokenRights(TokenRights.QUERY));
  }

  @Test
  void row_3_refuses_a_class_that_does_not_exist() {
    for (int number : new int[] {0, 25, -1, Integer.MIN_VALUE}) {
      refused(world.monitor, "tokens §24 row 3", Errno.EINVAL, () -> query(tokenB, number, 0));
    }
  }

  @Test
  void row_4_answers_a_size_query_with_the_size_alone() {
    Query.Answer answer = sure(() -> query(tokenB, 2, 0));
    assertThat(answer.required()).isEqualTo(188);
    assertThat(answer.payload()).isNull();
    assertThat(sure(() -> query(tokenB, 15, 0)).required()).isZero();
  }

  @Test
  void row_5_refuses_a_buffer_that_is_too_small_and_says_what_would_do() {
    refused(world.monitor, "tokens §24 row 5", Errno.ERANGE, () -> query(tokenB, 2, 187));
    assertThatThrownBy(() -> query(tokenB, 2, 1))
        .isInstanceOfSatisfying(BufferTooSmall.class, e -> assertThat(e.required()).isEqualTo(188));
    assertThat(sure(() -> query(tokenB, 2, 188)).payload()).hasSize(188);
    assertThat(sure(() -> query(tokenB, 15, 1)).payload()).isEmpty();
  }

  @Test
  void a_query_changes_nothing_and_works_in_a_dead_session() {
    Caller admin = world.system();
    sure(() -> world.monitor.invalidateSession(new InvalidateSession.Request(admin, world.session.id())));
    String before = Snapshot.of(world.monitor);
    for (QueryClass queryClass : QueryClass.values()) {
      payload(tokenB, queryClass.number());
    }
    assertThat(Snapshot.of(world.monitor)).isEqualTo(before);
  }

  private Handle mint(String sample) {
    return sure(() -> world.monitor.createToken(new CreateToken.Request(minter, Worked.spec(sample))));
  }

  private Query.Answer query(Handle handle, int classNumber, int size) throws Refusal {
    return world.monitor.query(new Query.Request(handle, classNumber, size));
  }

  private byte[] payload(Handle handle, int classNumber) {
    return sure(() -> query(handle, classNumber, Query.Request.UNBOUNDED)).payload();
  }

  private String hex(Handle handle, int classNumber) {
    return HexFormat.of().formatHex(payload(handle, classNumber));
  }
}
