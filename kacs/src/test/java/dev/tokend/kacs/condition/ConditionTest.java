package dev.tokend.kacs.condition;

import static dev.tokend.kacs.condition.Conditions.integer;
import static dev.tokend.kacs.condition.Conditions.list;
import static dev.tokend.kacs.condition.Conditions.sid;
import static dev.tokend.kacs.condition.Conditions.text;
import static dev.tokend.kacs.condition.Conditions.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.condition.IntegerLiteral.Base;
import dev.tokend.kacs.condition.IntegerLiteral.Sign;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConditionTest {
  private static final Condition A = user("a");
  private static final Condition B = user("b");
  private static final Condition C = user("c");

  @Test
  void a_chain_is_left_associative_and_its_first_term_is_spliced_in() {
    Condition.And flat = new Condition.And(List.of(A, B, C));
    assertThat(new Condition.And(List.of(new Condition.And(List.of(A, B)), C))).isEqualTo(flat);
    assertThat(new Condition.And(List.of(A, new Condition.And(List.of(B, C))))).isNotEqualTo(flat);
    assertThat(new Condition.Or(List.of(new Condition.And(List.of(A, B)), C)).terms()).hasSize(2);
  }

  @Test
  void the_shape_of_a_tree_survives_bytecode() {
    Generator.cases(3000, random -> {
      Condition tree = RandomConditions.tree(random, random.nextInt(6));
      Bytes code = tree.encode();
      assertThat(Condition.decode(code)).isEqualTo(tree);
      assertThat(Condition.decode(Bytes.paddedToFour(code.toByteArray()))).isEqualTo(tree);
    });
  }

  @Test
  void any_bytes_give_a_tree_or_a_malformed_exception_within_the_input() {
    Generator.cases(20_000, random -> {
      byte[] bytes = RandomConditions.program(random);
      try {
        Condition tree = Condition.decode(Bytes.of(bytes));
        assertThat(Condition.decode(tree.encode())).isEqualTo(tree);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, bytes.length);
        assertThat(e.structure()).isIn("conditional expression", "SID");
      }
    });
  }

  @Test
  void a_lone_literal_is_no_condition_but_a_lone_attribute_is() throws MalformedException {
    Bytes attribute = user("clearance").encode();
    assertThat(Condition.decode(attribute)).isEqualTo(user("clearance"));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Condition.decode(Examples.bytes("61727478040100000000000000030 2")));
  }

  @Test
  void integers_are_written_as_quadwords_with_the_sign_and_base_they_had() throws MalformedException {
    Bytes code = new Condition.Comparison(
        RelationalOperator.LESS, new IntegerLiteral(Sign.MINUS, 5, Base.OCTAL), integer(7)).encode();
    assertThat(code).isEqualTo(Examples.bytes("61727478 04fbffffffffffffff0201 0407000000000000000302 82"));
    Bytes narrow = Examples.bytes("61727478 01fdffffffffffffff0102 0203000000000000000203 82");
    assertThat(Condition.decode(narrow))
        .isEqualTo(
            new Condition.Comparison(
                RelationalOperator.LESS,
                new IntegerLiteral(Sign.PLUS, 3, Base.DECIMAL),
                new IntegerLiteral(Sign.MINUS, 3, Base.HEXADECIMAL)));
  }

  @Test
  void an_integer_must_fit_its_declared_width() {
    for (int width = 8; width <= 32; width *= 2) {
      long highest = (1L << (width - 1)) - 1;
      int token = width == 8 ? 1 : width == 16 ? 2 : 3;
      assertThat(isReadable(token, highest, 3)).isTrue();
      assertThat(isReadable(token, highest + 1, 3)).isFalse();
      assertThat(isReadable(token, highest + 1, 2)).isTrue();
      assertThat(isReadable(token, highest + 2, 2)).isFalse();
      assertThat(isReadable(token, -highest - 1, 2)).isTrue();
      assertThat(isReadable(token, -highest - 1, 1)).as("the magnitude counts").isFalse();
    }
    assertThat(isReadable(4, Long.MIN_VALUE, 2)).isTrue();
    assertThat(isReadable(4, Long.MIN_VALUE, 1)).isFalse();
    assertThat(isReadable(4, Long.MIN_VALUE, 3)).isFalse();
    assertThat(isReadable(4, 0, 0)).isFalse();
    assertThat(isReadable(4, 0, 4)).isFalse();
  }

  private static boolean isReadable(int token, long raw, int sign) {
    ByteWriter out = new ByteWriter().i32(Bytecode.MAGIC);
    out.u8(0xF9).i32(2).u16('a').u8(token).i64(raw).u8(sign).u8(2).u8(0x80);
    return ConditionProgram.of(Bytes.of(out.toByteArray())).defect() == null;
  }

  @Test
  void literals_that_bytecode_cannot_hold_cannot_be_made() {
    assertThatIllegalArgumentException().isThrownBy(() -> text("\ud800"));
    assertThatIllegalArgumentException().isThrownBy(() -> user("\udc00x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new IntegerLiteral(Sign.NONE, Long.MIN_VALUE, Base.DECIMAL));
    assertThat(new IntegerLiteral(Sign.MINUS, Long.MIN_VALUE, Base.DECIMAL).value()).isEqualTo(Long.MIN_VALUE);
    assertThat(IntegerLiteral.of(Long.MIN_VALUE).value()).isEqualTo(Long.MIN_VALUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Condition.Membership(MembershipOperator.MEMBER_OF, list(text("a"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Condition.Membership(MembershipOperator.MEMBER_OF, list(list(sid(Conditions.USERS)))));
    assertThatIllegalArgumentException().isThrownBy(() -> new Condition.And(List.of(A)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Or(List.of()));
  }

  @Test
  void composites_cannot_be_made_deeper_than_bytecode_holds() {
    Literal literal = integer(1);
    for (int i = 0; i < CompositeLiteral.MAX_NESTING; i++) {
      literal = list(literal);
    }
    Literal deepest = literal;
    assertThatIllegalArgumentException().isThrownBy(() -> list(deepest));
  }

  @Test
  void trees_end_at_their_limit_of_height() throws MalformedException {
    Condition tree = A;
    for (int i = 0; i < Condition.MAX_NESTING; i++) {
      tree = i % 2 == 0 ? new Condition.Not(tree) : new Condition.And(List.of(B, tree));
    }
    Condition highest = tree;
    assertThat(highest.height()).isEqualTo(Condition.MAX_NESTING);
    assertThat(Condition.decode(highest.encode())).isEqualTo(highest);
    assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Not(highest));
    assertThatIllegalArgumentException().isThrownBy(() -> new Condition.Or(List.of(A, highest)));
    for (String operator : List.of("a2", "f9020000006300a1")) {
      byte[] code = new ByteWriter()
          .bytes(highest.encode().toByteArray())
          .bytes(Examples.bytes(operator).toByteArray())
          .toByteArray();
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> Condition.decode(Bytes.of(code)))
          .withMessageContaining("nested");
      assertThat(ConditionProgram.of(Bytes.of(code)).defect()).isNull();
    }
  }

  @Test
  void a_chain_of_thousands_of_terms_is_flat() throws MalformedException {
    ByteWriter out = new ByteWriter().i32(Bytecode.MAGIC);
    out.u8(0xF9).i32(2).u16('a');
    for (int i = 1; i < 8000; i++) {
      out.u8(0xF9).i32(2).u16('a').u8(0xA1);
    }
    Condition tree = Condition.decode(Bytes.of(out.toByteArray()));
    assertThat(tree).isInstanceOfSatisfying(Condition.Or.class, or -> assertThat(or.terms()).hasSize(8000));
    assertThat(tree.encode()).isEqualTo(Bytes.of(out.toByteArray()));
  }
}
