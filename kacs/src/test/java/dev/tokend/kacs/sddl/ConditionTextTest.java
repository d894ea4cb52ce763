package dev.tokend.kacs.sddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.condition.AttributeNamespace;
import dev.tokend.kacs.condition.AttributeReference;
import dev.tokend.kacs.condition.CompositeLiteral;
import dev.tokend.kacs.condition.Condition;
import dev.tokend.kacs.condition.Examples;
import dev.tokend.kacs.condition.ExistenceOperator;
import dev.tokend.kacs.condition.IntegerLiteral;
import dev.tokend.kacs.condition.Literal;
import dev.tokend.kacs.condition.RandomConditions;
import dev.tokend.kacs.condition.RelationalOperator;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTextTest {
  static List<Examples.Worked> worked() {
    return Examples.worked();
  }

  private static String canonical(String text) throws Exception {
    return ConditionText.print(ConditionText.parse(text));
  }

  private static Operand2 comparison(String text) throws MalformedException {
    Condition.Comparison comparison = (Condition.Comparison) ConditionText.parse(text);
    return new Operand2(comparison.left(), comparison.right());
  }

  private record Operand2(Object left, Object right) {}

  private static AttributeReference local(String name) {
    return new AttributeReference(AttributeNamespace.LOCAL, name);
  }

  @ParameterizedTest
  @MethodSource("worked")
  void a_worked_example_has_its_bytecode_and_its_canonical_text(Examples.Worked example) throws Exception {
    assertThat(ConditionText.parse(example.text()).encode()).isEqualTo(example.bytecode());
    assertThat(canonical(example.text())).isEqualTo(example.canonical());
    assertThat(ConditionText.print(Condition.decode(example.bytecode()))).isEqualTo(example.canonical());
    Bytes padded = Bytes.paddedToFour(example.bytecode().toByteArray());
    assertThat(ConditionText.print(Condition.decode(padded))).isEqualTo(example.canonical());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "(a||b||c) → (@Local.a || @Local.b || @Local.c)",
        "((a||b)||c) → (@Local.a || @Local.b || @Local.c)",
        "(a||(b||c)) → (@Local.a || (@Local.b || @Local.c))",
        "(a&&(b&&c)) → (@Local.a && (@Local.b && @Local.c))",
        "(((a&&b)&&c)) → (@Local.a && @Local.b && @Local.c)",
        "(a||b&&c) → (@Local.a || @Local.b && @Local.c)",
        "(a||(b&&c)) → (@Local.a || @Local.b && @Local.c)",
        "((a||b)&&c) → ((@Local.a || @Local.b) && @Local.c)",
        "(a&&b||c&&d) → (@Local.a && @Local.b || @Local.c && @Local.d)",
        "(!a) → (!(@Local.a))",
        "(!!a) → (!(!(@Local.a)))",
        "(!a&&b) → (!(@Local.a) && @Local.b)",
        "(!(a&&b)) → (!(@Local.a && @Local.b))",
        "(!@User.a == 1) → (!(@User.a == 1))",
        "(@User.a != 1) → (@User.a != 1)",
        "(((((a))))) → (@Local.a)",
        "(Exists(a)) → (Exists @Local.a)",
        "(not_exists ( @resource.a )) → (Not_Exists @Resource.a)",
        "(member_of(SID(ba))) → (Member_of SID(BA))",
        "(Member_of{}) → (Member_of {})",
        "(Not_Device_Member_of_Any ( { SID( BA ) , sid ( S-1-5-18 ) } )) → "
            + "(Not_Device_Member_of_Any {SID(BA), SID(SY)})",
        "(@User.a any_OF{1,\"x\",#,{} , { 2 } }) → (@User.a Any_of {1, \"x\", #, {}, {2}})",
        "(1==a) → (1 == @Local.a)",
        "({1} Not_Contains {1}) → ({1} Not_Contains {1})",
        "(SID(WD)==@device.b) → (SID(WD) == @Device.b)",
        "(a<=1) → (@Local.a <= 1)",
        "(a<1) → (@Local.a < 1)",
        "(a>=1) → (@Local.a >= 1)",
        "(a>1) → (@Local.a > 1)",
        "(a == #1#A#) → (@Local.a == #10a0)",
        "(a == 00) → (@Local.a == 00)",
        "(a == 0) → (@Local.a == 0)",
        "(a == 0X1F) → (@Local.a == 0x1f)",
        "(a == -017) → (@Local.a == -017)",
        "(a == +5) → (@Local.a == +5)",
        "(a == -0) → (@Local.a == -0)",
        "(a == -9223372036854775808) → (@Local.a == -9223372036854775808)",
        "(a == -0x8000000000000000) → (@Local.a == -0x8000000000000000)",
        "(a == 0777777777777777777777) → (@Local.a == 0777777777777777777777)",
        "(a == 000000000000000000000000000000001) → (@Local.a == 01)",
        "(sid == 1) → (@Local.sid == 1)",
        "(Containsx == 1) → (@Local.Containsx == 1)",
        "(Contains/x Contains 1) → (@Local.Contains/x Contains 1)",
        "(@USER.Exists) → (@User.Exists)",
        "(@User.{a}Contains Contains 1) → (@User.{a}Contains Contains 1)",
        "(@Local.a;b?c~) → (@Local.a;b?c~)",
        "(a@b) → (@Local.a@b)",
        "(@User.1) → (@User.1)",
        "(%0031 == 1) → (@Local.1 == 1)",
        "(@User.%0041%00e4b) → (@User.A%00e4b)",
        "(@User.äb) → (@User.%00e4b)",
        "(@User.%D83D%de00) → (@User.%d83d%de00)",
        "(@User.😀) → (@User.%d83d%de00)",
        "(a == \"x;)(S:D:'%0041\") → (@Local.a == \"x;)(S:D:'%0041\")",
        "`(\r\n a\t&&\u000b b \f)` → (@Local.a && @Local.b)",
      })
  void a_text_has_one_canonical_form(String text, String expected) throws Exception {
    assertThat(canonical(text)).isEqualTo(expected);
    assertThat(canonical(expected)).isEqualTo(expected);
    assertThat(ConditionText.parse(expected)).isEqualTo(ConditionText.parse(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "`` → 0 → '(' of a condition",
        "a → 0 → '(' of a condition",
        "( → 1 → an attribute or a literal, found the end",
        "() → 1 → an attribute or a literal",
        "(a → 2 → '&&', '||' or ')'",
        "(a)) → 3 → the end of the condition",
        "(a b) → 3 → '&&', '||' or ')'",
        "(a &b) → 3 → '&&', '||' or ')'",
        "(a && ) → 6 → an attribute or a literal",
        "(1) → 1 → a literal is not a condition",
        "(\"a\" && Exists b) → 1 → a literal is not a condition",
        "(!#00) → 2 → a literal is not a condition",
        "((a) == 1) → 5 → '&&', '||' or ')'",
        "(a == ) → 6 → an attribute or a literal",
        "(a = 1) → 3 → '&&', '||' or ')'",
        "(a == b == c) → 8 → '&&', '||' or ')'",
        "(a == Exists) → 6 → not a keyword",
        "(Contains == 1) → 1 → not a keyword",
        "(Exists) → 7 → an attribute or a literal",
        "(Exists 1) → 8 → Exists needs an attribute",
        "(Exists (a) → 11 → '&&', '||' or ')'",
        "(Exists ((a))) → 9 → an attribute or a literal",
        "(Member_of) → 10 → SID(...)",
        "(Member_of \"BA\") → 11 → SID(...)",
        "(Member_of {SID(BA),}) → 20 → SID",
        "(Member_of {{SID(BA)}}) → 12 → SID(...)",
        "(Member_of {SID(BA) SID(BA)}) → 20 → ',' or '}'",
        "(Member_of @User.a) → 11 → SID(...)",
        "(Member_of SID(XX)) → 15 → unknown SID alias XX",
        "(Member_of SID(DA)) → 15 → needs the SID of the domain",
        "(Member_of SID BA)) → 15 → '(' after SID",
        "(Member_of SID(BA) → 18 → '&&', '||' or ')'",
        "(a == {1,}) → 9 → a literal",
        "(a == {1) → 8 → ',' or '}'",
        "(a == {b}) → 7 → a literal",
        "(a == 08) → 7 → an octal digit",
        "(a == 1_0) → 7 → the end of the number",
        "(a == 10a) → 8 → the end of the number",
        "(a == 0x) → 8 → a hex digit",
        "(a == - 1) → 7 → a digit",
        "(a == --1) → 7 → a digit",
        "(a == 9223372036854775808) → 6 → larger than 9223372036854775807",
        "(a == -9223372036854775809) → 7 → larger than 9223372036854775808",
        "(a == 99999999999999999999999999) → 6 → larger than",
        "(a == #0) → 8 → second hex digit",
        "(a == #0g) → 8 → second hex digit",
        "(a == \"x) → 6 → no closing quote",
        "(@Foo.a) → 1 → @User., @Device., @Resource. or @Local.",
        "(@Usera) → 1 → @User., @Device., @Resource. or @Local.",
        "(@ User.a) → 1 → @User., @Device., @Resource. or @Local.",
        "(@User. a) → 7 → an attribute name",
        "(@User.%0000) → 7 → %0000",
        "(@User.%00) → 10 → four hex digits",
        "(@User.a%d800) → 7 → unpaired surrogate",
        "(@User.%dc00%d800) → 7 → unpaired surrogate",
        "(@User.a\u00a0) → 8 → U+00a0",
        "(a == \"\u0000\") → 7 → NUL",
        "(@User.a == 1)x → 14 → the end of the condition",
      })
  void a_text_outside_the_grammar_is_refused_where_it_goes_wrong(String text, int offset, String reason) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ConditionText.parse(text))
        .satisfies(
            e -> {
              assertThat(e.structure()).isEqualTo("SDDL");
              assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset);
              assertThat(e.reason()).contains(reason);
            });
  }

  @Test
  void a_string_and_a_raw_name_must_be_well_formed() {
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ConditionText.parse("(a == \"\ud800\")"));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ConditionText.parse("(@User.\udc00)"));
  }

  @Test
  void a_bare_name_is_a_local_attribute() throws MalformedException {
    assertThat(ConditionText.parse("(clearance)").encode())
        .isEqualTo(ConditionText.parse("(@Local.clearance)").encode());
    assertThat(comparison("(a == b)")).isEqualTo(new Operand2(local("a"), local("b")));
  }

  @Test
  void a_number_keeps_its_sign_and_base() throws MalformedException {
    assertThat(comparison("(-0x10 == +010)"))
        .isEqualTo(
            new Operand2(
                new IntegerLiteral(IntegerLiteral.Sign.MINUS, 16, IntegerLiteral.Base.HEXADECIMAL),
                new IntegerLiteral(IntegerLiteral.Sign.PLUS, 8, IntegerLiteral.Base.OCTAL)));
  }

  @Test
  void a_name_takes_the_longest_run() throws MalformedException {
    assertThat(ConditionText.parse("(@User.aContains)"))
        .isEqualTo(new AttributeReference(AttributeNamespace.USER, "aContains"));
    assertThat(ConditionText.parse("(@User.a;b)")).isEqualTo(new AttributeReference(AttributeNamespace.USER, "a;b"));
  }

  @Test
  void domain_aliases_in_a_condition_need_their_base() throws MalformedException {
    SidAliases aliases = new SidAliases(null, Sid.of("S-1-5-21-1-2-3"), null);
    assertThat(ConditionText.parse("(Member_of SID(DA))", aliases))
        .isEqualTo(ConditionText.parse("(Member_of SID(S-1-5-21-1-2-3-512))"));
  }

  @Test
  void sixty_four_lists_inside_each_other_are_the_most() throws Exception {
    String deepest = "(a == " + "{".repeat(64) + "}".repeat(64) + ")";
    assertThat(canonical(deepest)).isEqualTo("(@Local.a == " + "{".repeat(64) + "}".repeat(64) + ")");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ConditionText.parse("(a == " + "{".repeat(65) + "}".repeat(65) + ")"))
        .satisfies(e -> assertThat(e.offset()).isEqualTo(6 + 64));
  }

  @Test
  void at_least_64_parentheses_and_negations_are_read() throws Exception {
    assertThat(canonical("(".repeat(64) + "a" + ")".repeat(64))).isEqualTo("(@Local.a)");
    assertThat(canonical("(" + "!".repeat(64) + "a)"))
        .isEqualTo("(" + "!(".repeat(64) + "@Local.a" + ")".repeat(64) + ")");
    assertThat(canonical("(" + "!(".repeat(64) + "a" + ")".repeat(64) + ")")).startsWith("(!(!(");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "!", "!(", "((a && ", "(a || (b && ", "{", "(a == {", "Exists (", "(Member_of {SID("})
  void deep_nesting_is_refused_and_overflows_no_stack(String opening) {
    String text = "(" + opening.repeat(200_000 / opening.length());
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> ConditionText.parse(text))
        .satisfies(e -> assertThat(e.offset()).isBetween(1, text.length()));
    assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ConditionText.parse(text + "a)"));
  }

  @Test
  void the_highest_trees_print_and_parse_back() throws Exception {
    Condition and = local("a");
    Condition not = local("a");
    Condition both = local("a");
    for (int i = 0; i < Condition.MAX_NESTING; i++) {
      and = new Condition.And(List.of(local("b"), and));
      not = new Condition.Not(not);
      both = i % 2 == 0 ? new Condition.And(List.of(both, local("b"))) : new Condition.Or(List.of(both, local("b")));
    }
    for (Condition tree : List.of(and, not, both)) {
      assertThat(ConditionText.parse(ConditionText.print(tree))).isEqualTo(tree);
      assertThat(ConditionText.parse(ConditionText.print(tree, SddlStyle.WINDOWS))).isEqualTo(tree);
      String deeper = "(!" + ConditionText.print(tree) + ")";
      assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> ConditionText.parse(deeper));
    }
  }

  @Test
  void a_chain_of_many_terms_needs_no_nesting() throws Exception {
    String text = "(a" + " && b".repeat(20_000) + ")";
    assertThat(canonical(text)).hasSize(text.length() + 7 * 20_001);
  }

  @Test
  void what_has_no_text_is_refused_by_the_printer() {
    for (Condition condition :
        List.of(
            local(""),
            local("a\0"),
            new Condition.Existence(ExistenceOperator.EXISTS, local("")),
            new Condition.Not(local("")),
            comparing(new Literal.Text("a\"b")),
            comparing(new CompositeLiteral(List.of(new Literal.Text("\0")))))) {
      assertThatExceptionOfType(InexpressibleException.class).isThrownBy(() -> ConditionText.print(condition));
    }
  }

  private static Condition comparing(Literal right) {
    return new Condition.Comparison(RelationalOperator.EQUAL, local("a"), right);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "(a && b && c) → ((a && b) && c)",
        "(a && b && c && d) → (((a && b) && c) && d)",
        "(a && (b || c)) → (a && (b || c))",
        "(a || b && c) → (a || (b && c))",
        "(a == 1 || !(b == 2)) → ((a == 1) || !(b == 2))",
        "(a == 1) → (a == 1)",
        "(@User.a && Exists b) → (@User.a && Exists b)",
        "(@Local.1a && @Local.Contains && @Local.exists+ && @Local.@x && @Local.a@x) → "
            + "((((%0031a && %0043ontains) && %0065xists%002b) && %0040x) && a@x)",
      })
  void the_windows_style_leaves_local_attributes_bare_and_encloses_every_pair(String text, String expected)
      throws Exception {
    Condition condition = ConditionText.parse(text);
    assertThat(ConditionText.print(condition, SddlStyle.WINDOWS)).isEqualTo(expected);
    assertThat(ConditionText.parse(expected)).isEqualTo(condition);
  }

  @Test
  void every_tree_prints_and_parses_back_in_both_styles() {
    Generator.cases(5000, random -> {
      Condition tree = RandomConditions.tree(random, random.nextInt(6));
      String text = ConditionText.print(tree);
      assertThat(ConditionText.parse(text)).isEqualTo(tree);
      assertThat(ConditionText.parse(ConditionText.print(tree, SddlStyle.WINDOWS))).isEqualTo(tree);
      assertThat(ConditionText.print(ConditionText.parse(text))).isEqualTo(text);
    });
  }

  @Test
  void any_text_gives_a_condition_or_a_malformed_exception_within_it() {
    Generator.cases(20_000, random -> {
      String text =
          random.nextInt(5) == 0
              ? RandomText.soup(random)
              : RandomText.mutate(random, ConditionText.print(RandomConditions.tree(random, random.nextInt(4))));
      try {
        Condition tree = ConditionText.parse(text);
        assertThat(ConditionText.parse(ConditionText.print(tree))).isEqualTo(tree);
        assertThat(Condition.decode(tree.encode())).isEqualTo(tree);
      } catch (MalformedException e) {
        assertThat(e.offset()).isBetween(0, text.length());
        assertThat(e.structure()).isEqualTo("SDDL");
      }
    });
  }
}
