package dev.tokend.kacs.sddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.Bytes;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.CallbackAce;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ObjectAce;
import dev.tokend.kacs.sd.OpaqueAce;
import dev.tokend.kacs.sd.SdControl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SddlTest {
  private static String canonical(String text) throws Exception {
    return Sddl.print(Sddl.parse(text));
  }

  private static MaskedAce onlyAce(String text) throws MalformedException {
    Acl acl = Sddl.parseAcl(text, AclSection.DACL);
    assertThat(acl.aces()).hasSize(1);
    return (MaskedAce) acl.aces().getFirst();
  }

  private static void assertRefused(String text, SddlOptions options, int offset, String reason) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Sddl.parse(text, options))
        .satisfies(
            e -> {
              assertThat(e.structure()).isEqualTo("SDDL");
              assertThat(e.offset()).as(e.getMessage()).isEqualTo(offset);
              assertThat(e.reason()).contains(reason);
            });
  }

  @Test
  void the_states_of_a_dacl_stay_apart() throws Exception {
    SecurityDescriptor absent = Sddl.parse("");
    SecurityDescriptor noControl = Sddl.parse("D:NO_ACCESS_CONTROL");
    SecurityDescriptor flagged = Sddl.parse("D:PNO_ACCESS_CONTROL");
    SecurityDescriptor empty = Sddl.parse("D:");
    SecurityDescriptor filled = Sddl.parse("D:(A;;GA;;;BA)");
    assertThat(absent.daclState()).isEqualTo(SecurityDescriptor.DaclState.NULL);
    assertThat(noControl).isEqualTo(absent);
    assertThat(flagged.daclState()).isEqualTo(SecurityDescriptor.DaclState.NULL);
    assertThat(flagged.hasControl(SdControl.DACL_PROTECTED)).isTrue();
    assertThat(flagged.hasControl(SdControl.DACL_PRESENT)).isFalse();
    assertThat(empty.daclState()).isEqualTo(SecurityDescriptor.DaclState.EMPTY);
    assertThat(filled.daclState()).isEqualTo(SecurityDescriptor.DaclState.FILLED);
    assertThat(List.of(Sddl.print(absent), Sddl.print(flagged), Sddl.print(empty), Sddl.print(filled)))
        .containsExactly("", "D:PNO_ACCESS_CONTROL", "D:", "D:(A;;GA;;;BA)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      value = {
        "S:PARAINO_ACCESS_CONTROL → S:PARAINO_ACCESS_CONTROL",
        "S:no_access_control → ''",
        "D:P AI ARP → D:PARAI",
        "S:AID:P → D:PS:AI",
        "G:BAO:SYS:D: → O:SYG:BAD:S:",
        "O:S-1-5-32-544D: → O:BAD:",
        "O:S-1-0x1DD: → O:S-1-29D:",
        "O:S-1-5-7d:p → O:AND:P",
        "O:S-1-5-18S:P → O:SYS:P",
        "o:s-1-1-0g:wd → O:WDG:WD",
        "O: BA G:\tSY → O:BAG:SY",
        "D:(A;NPCIOIIOIDCRSAFACI;;;;BA) → D:(A;CIOINPIOIDCRSAFA;;;;BA)",
        "D: P ( a ; cioi ; ga ; ; ; ba ) → D:P(A;CIOI;GA;;;BA)",
      })
  void a_text_has_one_canonical_form(String text, String expected) throws Exception {
    assertThat(canonical(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "Z:BA → 0 → a section O:, G:, D: or S:",
        "O:BAx → 4 → a section O:, G:, D: or S:",
        "O :BA → 0 → a section",
        "O: → 2 → a SID",
        "O:B → 2 → a SID",
        "O:XX → 2 → unknown SID alias XX",
        "O:DA → 2 → the alias DA needs the SID of the domain",
        "O:LA → 2 → the alias LA needs the SID of the machine",
        "O:EA → 2 → the alias EA needs the SID of the root domain",
        "O:S-2-5 → 2 → S-1-",
        "O:S-1-5-4294967296 → 8 → larger than 4294967295",
        "O:S-1-5- → 8 → sub-authority",
        "O:BAO:SY → 4 → a second section O:",
        "D:D: → 2 → a second section D:",
        "D:XX → 2 → a section",
        "D:NO_ACCESS_CONTROL(A;;GA;;;BA) → 19 → a section",
        "D:NO_ACCESS → 2 → a section",
        "D:(A;;GA;;;BA)P → 14 → a section",
        "D:() → 3 → an ACE type",
        "D:(Q;;GA;;;BA) → 3 → unknown ACE type Q",
        "D:(FL;;GA;;;BA) → 3 → access filter of Windows",
        "D:(A → 4 → ';'",
        "D:(A;TP;GA;;;BA) → 5 → access filters of Windows",
        "D:(A;QQ;GA;;;BA) → 5 → unknown ACE flag QQ",
        "D:(A;C;GA;;;BA) → 5 → ';'",
        "D:(A;CI OI;GA;;;BA) → 8 → ';'",
        "D:(A;;GA GR;;;BA) → 9 → ';'",
        "D:(A;;ZZ;;;BA) → 6 → unknown right ZZ",
        "D:(A;;GAZZ;;;BA) → 8 → unknown right ZZ",
        "D:(A;;NW;;;BA) → 6 → NW belongs in ML entries only",
        "D:(A;;G;;;BA) → 6 → ';'",
        "D:(A;;0x;;;BA) → 8 → hex digit",
        "D:(A;;089;;;BA) → 7 → octal digit",
        "D:(A;;-1;;;BA) → 6 → ';'",
        "D:(A;;0x1FFFFFFFF;;;BA) → 6 → larger than 4294967295",
        "D:(A;;GA0x1FFFFFFFF;;;BA) → 8 → larger than 4294967295",
        "D:(A;;GA18;;;BA) → 8 → ';'",
        "D:(A;;18GA;;;BA) → 8 → end of the number",
        "D:(A;;0x18GR;;;BA) → 10 → end of the number",
        "D:(A;;GA;;BA) → 10 → has no GUIDs",
        "D:(A;;GA;bf967aba-0de6-11d0-a285-00aa003049e2;;BA) → 9 → has no GUIDs",
        "D:(OA;;GA;bf967aba;;BA) → 18 → GUID",
        "D:(OA;;GA;bf967aba-0de6-11d0-a285-00aa003049e2f;;BA) → 46 → GUID",
        "D:(OA;;GA;{bf967aba-0de6-11d0-a285-00aa003049e2};;BA) → 10 → GUID",
        "D:(OA;;GA;;x;BA) → 11 → GUID",
        "D:(A;;GA;;; → 11 → a SID",
        "D:(A;;GA;;;BA → 13 → ')'",
        "D:(A;;GA;;;BA; → 13 → no further field",
        "D:(A;;GA;;;BA;(Exists a)) → 13 → no further field",
        "D:(XA;;GA;;;BA) → 14 → ';' and a condition",
        "D:(XA;;GA;;;BA;) → 15 → '(' of a condition",
        "D:(XA;;GA;;;BA;(a);) → 18 → no further field",
        "D:(XA;;GA;;;WD;(1)) → 16 → a literal is not a condition",
        "D:(XA;;GA;;;WD;(@User.a == 1)x) → 29 → ')'",
        "D:(XA;;GA;;;WD;(@User.a == \"x)) → 27 → no closing quote",
        "S:(RA;;;;;WD) → 12 → a resource attribute",
        "S:(RA;;;;;BA;(\"a\",TI,0x0,1)) → 10 → WD",
        "S:(RA;;;;;WD;(a,TI,0x0,1)) → 14 → a string",
        "S:(RA;;;;;WD;(\"\",TI,0x0,1)) → 14 → a name of 1 to 255",
        "S:(RA;;;;;WD;(\"a\",TZ,0x0,1)) → 18 → a type",
        "S:(RA;;;;;WD;(\"a\",TI)) → 20 → flags",
        "S:(RA;;;;;WD;(\"a\",TI,x)) → 21 → a digit",
        "S:(RA;;;;;WD;(\"a\",TI,0x100000000)) → 21 → larger than 4294967295",
        "S:(RA;;;;;WD;(\"a\",TI,0,)) → 23 → a digit",
        "S:(RA;;;;;WD;(\"a\",TI,0,\"1\")) → 23 → a digit",
        "S:(RA;;;;;WD;(\"a\",TI,0,9223372036854775808)) → 23 → larger than",
        "S:(RA;;;;;WD;(\"a\",TU,0,-1)) → 23 → a digit",
        "S:(RA;;;;;WD;(\"a\",TU,0,18446744073709551616)) → 23 → larger than 18446744073709551615",
        "S:(RA;;;;;WD;(\"a\",TB,0,2)) → 23 → 0 or 1",
        "S:(RA;;;;;WD;(\"a\",TB,0,01)) → 23 → 0 or 1",
        "S:(RA;;;;;WD;(\"a\",TS,0,x)) → 23 → a string",
        "S:(RA;;;;;WD;(\"a\",TD,0,\"BA\")) → 23 → a SID",
        "S:(RA;;;;;WD;(\"a\",TX,0,0)) → 24 → second hex digit",
        "S:(RA;;;;;WD;(\"a\",TX,0,xy)) → 23 → ',' or ')'",
        "S:(RA;;;;;WD;(\"a\",TI,0 1)) → 23 → ',' or ')'",
      })
  void an_invalid_text_is_refused_where_it_goes_wrong(String text, int offset, String reason) {
    assertRefused(text, SddlOptions.DEFAULT, offset, reason);
  }

  @Test
  void letters_that_only_look_like_ascii_are_not_taken_for_it() {
    assertRefused("O:\u017fY", SddlOptions.DEFAULT, 2, "found U+017f");
    assertRefused("D:(A;;\uff27A;;;BA)", SddlOptions.DEFAULT, 6, "found U+ff27");
    assertRefused("D:(A;;\u0661;;;BA)", SddlOptions.DEFAULT, 6, "found U+0661");
    assertRefused("\u00a0D:", SddlOptions.DEFAULT, 0, "found U+00a0");
  }

  @Test
  void brackets_semicolons_and_section_letters_in_a_string_or_name_end_nothing() throws Exception {
    String text =
        "D:(XA;;GA;;;WD;(@User.a;b{}c == \");)(S:D:;\"))(A;;GR;;;BA)"
            + "S:(RA;;;;;WD;(\"a);D:\",TS,0x0,\"));O:\"))";
    assertThat(canonical(text)).isEqualTo(text);
    SecurityDescriptor parsed = Sddl.parse(text);
    assertThat(parsed.dacl()).isNotNull().satisfies(dacl -> assertThat(dacl.aces()).hasSize(2));
    assertThat(parsed.sacl()).isNotNull().satisfies(sacl -> assertThat(sacl.aces()).hasSize(1));
  }

  @Test
  void nothing_that_text_cannot_say_is_left_out() {
    Ace opaque = new OpaqueAce(0x15, 0, Bytes.of(new byte[16]));
    Ace compound = new OpaqueAce(0x04, 0, Bytes.of(new byte[16]));
    Ace noCondition = new CallbackAce(AceType.ACCESS_ALLOWED_CALLBACK, 0, 1, WellKnown.EVERYONE, Bytes.EMPTY);
    Ace allow = Ace.allow(1, WellKnown.EVERYONE);
    for (Ace ace : List.of(opaque, compound, noCondition)) {
      assertThatExceptionOfType(InexpressibleException.class)
          .isThrownBy(() -> Sddl.printAcl(Acl.of(allow, ace), AclSection.SACL))
          .satisfies(e -> assertThat(e.part()).isEqualTo("ACE 1 of the SACL"))
          .satisfies(e -> assertThat(e.reason()).isNotBlank());
    }
  }

  @Test
  void unknown_bits_of_masks_flags_and_claims_are_kept() throws Exception {
    for (String text :
        List.of(
            "D:(A;CIOINPIOIDCRSAFA;0xffffffff;;;WD)",
            "S:(ML;;0xfffffff8;;;ME)",
            "S:(RA;;;;;WD;(\"a\",TI,0xffffffff,1))",
            "S:(SP;;0x1234;;;BA)",
            "S:(RA;;0x7;;;WD;(\"a\",TI,0x0,1))")) {
      assertThat(canonical(text)).isEqualTo(text);
    }
  }

  @Test
  void a_label_is_translated_by_meaning_and_numbers_are_the_bits_of_kacs() throws Exception {
    assertThat(onlyAce("D:(ML;;NW;;;ME)").mask()).isEqualTo(0x2);
    assertThat(onlyAce("D:(ML;;NR;;;ME)").mask()).isEqualTo(0x1);
    assertThat(onlyAce("D:(ML;;NXNR;;;ME)").mask()).isEqualTo(0x5);
    assertThat(canonical("S:(ML;;1;;;S-1-16-5)")).isEqualTo("S:(ML;;NR;;;S-1-16-5)");
    assertThat(canonical("S:(ML;;GANW;;;ME)")).isEqualTo("S:(ML;;0x10000002;;;ME)");
  }

  @ParameterizedTest
  @CsvSource({
    "A, 0x1f01ff, FA", "A, 0x120089, FR", "A, 0x120116, FW", "A, 0x1200a0, FX", "A, 0xf003f, KA", "A, 0x20019, KR",
    "A, 0x20006, KW", "OA, 0x1f01ff, FA", "OA, 0x20019, KR", "A, 0x10000000, GA", "A, 0xf0000000, GAGRGWGX",
    "A, 0xf0000, SDRCWDWO", "A, 0xf00f0000, GAGRGWGXSDRCWDWO", "A, 0x1, 0x1", "A, 0x10001, 0x10001",
    "A, 0x100000, 0x100000", "A, 0x2000000, 0x2000000", "A, 0x20000, RC",
    "OA, 0x1ff, CCDCLCSWRPWPDTLOCR", "OA, 0x10010001, GACCSD", "OA, 0xf01ff, CCDCLCSWRPWPDTLOCRSDRCWDWO",
    "OA, 0x201, 0x201", "OD, 0x100, CR", "OU, 0x2, DC", "OL, 0x80, LO", "AU, 0x80, 0x80", "A, 0, ''"
  })
  void rights_are_printed_by_the_first_rule_that_applies(String type, String mask, String printed) throws Exception {
    assertThat(canonical("D:(" + type + ";;" + mask + ";;;BA)")).isEqualTo("D:(" + type + ";;" + printed + ";;;BA)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A", "D", "AU", "AL", "OA", "OD", "OU", "OL", "XA", "XD", "ZA", "ZD", "XU", "XL", "ZU", "ZL", "ML", "RA", "SP",
        "TL"
      })
  void every_type_of_entry_stands_in_either_acl(String code) throws Exception {
    String extra = code.equals("RA") ? ";(\"a\",TI,0x0)" : code.matches("[XZ].") ? ";(Exists @User.a)" : "";
    String ace = "(" + code + ";;;;;WD" + extra + ")";
    assertThat(canonical("D:" + ace + "S:" + ace)).isEqualTo("D:" + ace + "S:" + ace);
    assertThat(canonical("D:" + ace.toLowerCase(java.util.Locale.ROOT).replace("exists @user", "Exists @User")))
        .isEqualTo("D:" + ace);
  }

  @Test
  void a_strict_reading_refuses_entries_where_they_have_no_effect() throws Exception {
    SddlOptions strict = SddlOptions.DEFAULT.withPlacement(SddlOptions.Placement.WHERE_EFFECTIVE);
    assertThat(Sddl.parse("D:(A;;;;;BA)S:(AU;;;;;BA)", strict)).isEqualTo(Sddl.parse("D:(A;;;;;BA)S:(AU;;;;;BA)"));
    assertRefused("D:(AU;;;;;BA)", strict, 3, "has no effect in the DACL");
    assertRefused("S:(D;;;;;BA)", strict, 3, "has no effect in the SACL");
  }

  @Test
  void object_flags_are_exactly_those_of_the_guids() throws Exception {
    String guid = "bf967aba-0de6-11d0-a285-00aa003049e2";
    assertThat(((ObjectAce) onlyAce("D:(OA;;;;;BA)")).objectFlags()).isZero();
    assertThat(((ObjectAce) onlyAce("D:(OA;;;" + guid + ";;BA)")).objectFlags()).isEqualTo(1);
    assertThat(((ObjectAce) onlyAce("D:(OA;;;;" + guid + ";BA)")).objectFlags()).isEqualTo(2);
    assertThat(((ObjectAce) onlyAce("D:(OA;;; " + guid + "\t;" + guid + ";BA)")).objectFlags()).isEqualTo(3);
  }

  @Test
  void attribute_values_take_every_form_of_the_grammar() throws Exception {
    assertThat(canonical("S:(RA;;;;;WD; ( \"a b\" , ti , 010 , +1 , -0x8000000000000000 , 017 ) )"))
        .isEqualTo("S:(RA;;;;;WD;(\"a b\",TI,0x8,1,-9223372036854775808,15))");
    assertThat(canonical("S:(RA;;;;;WD;(\"a\",TU,0,0xffffffffffffffff,01777777777777777777777))"))
        .isEqualTo("S:(RA;;;;;WD;(\"a\",TU,0x0,18446744073709551615,18446744073709551615))");
    assertThat(canonical("S:(RA;;;;;WD;(\"a\",TD,0,ba,s-1-1-0,SID( SY ),sid (LS)))"))
        .isEqualTo("S:(RA;;;;;WD;(\"a\",TD,0x0,BA,WD,SY,LS))");
    assertThat(canonical("S:(RA;;;;;WD;(\"a\",TX,0,#,,0A,##1,#0#))"))
        .isEqualTo("S:(RA;;;;;WD;(\"a\",TX,0x0,#,#,#0a,#01,#00))");
    assertThat(canonical("S:(RA;;;;;WD;(\"\u0141\ud83d\ude00\",TS,0,\"\",\"x;)\"))"))
        .isEqualTo("S:(RA;;;;;WD;(\"\u0141\ud83d\ude00\",TS,0x0,\"\",\"x;)\"))");
  }

  @Test
  void a_claim_name_has_at_most_255_units_and_a_claim_1024_values() throws Exception {
    String name = "n".repeat(255);
    String values = ",1".repeat(1024);
    String most = "S:(RA;;;;;WD;(\"" + name + "\",TI,0x0" + values + "))";
    assertThat(canonical(most)).isEqualTo(most);
    assertRefused("S:(RA;;;;;WD;(\"n" + name + "\",TI,0x0))", SddlOptions.DEFAULT, 14, "a name of 1 to 255");
    assertRefused(
        "S:(RA;;;;;WD;(\"a\",TI,0x0" + values + ",1))", SddlOptions.DEFAULT, 24 + 2048 + 1, "more than 1024 values");
  }

  @Test
  void entries_lists_and_descriptors_end_at_their_limits() throws Exception {
    // 4 header, 4 mask, 12 SID; artx, a name of 7, a string of 5 + 2n, the operator: 37 + 2n, padded to four.
    assertThat(onlyAce("D:" + aceOfSize(65524)).size()).isEqualTo(65524);
    String object = aceOfSize(65520).replace("(XA", "(ZA");
    assertThat(onlyAce("D:" + object).size()).isEqualTo(65524);
    assertRefused("D:P" + aceOfSize(65532).replace("(XA", "(ZA"), SddlOptions.DEFAULT, 3, "the ACE has 65536 bytes");
    assertRefused("D:P" + aceOfSize(65528), SddlOptions.DEFAULT, 3, "the DACL has more than 65535 bytes");
    assertRefused("D:P" + aceOfSize(65532), SddlOptions.DEFAULT, 3, "the DACL has more than 65535 bytes");
    assertRefused("D:P" + aceOfSize(65536), SddlOptions.DEFAULT, 3, "the ACE has 65536 bytes, at most 65532");
    String values = ",\"" + "x".repeat(400) + "\"";
    assertRefused("S:(RA;;;;;WD;(\"a\",TS,0" + values.repeat(90) + "))", SddlOptions.DEFAULT, 2, "at most 65532");

    String entry = "(A;;;;;S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15)";
    int count = (65535 - 8) / 76;
    assertThat(Sddl.parseAcl("D:" + entry.repeat(count), AclSection.DACL).size()).isEqualTo(8 + 76 * count);
    int last = 2 + entry.length() * count;
    assertRefused("D:" + entry.repeat(count + 1), SddlOptions.DEFAULT, last, "the DACL has more than");

    int half = (65535 - 20 - 2 * 8) / 76 / 2;
    String most = "D:" + entry.repeat(half) + "S:" + entry.repeat(half);
    assertThat(Sddl.parse(most).size()).isEqualTo(20 + 2 * (8 + half * 76));
    String tooBig = most + entry.repeat(2);
    assertRefused(tooBig, SddlOptions.DEFAULT, tooBig.length(), "at most 65535");
  }

  private static String aceOfSize(int size) {
    return "(XA;;;;;WD;(@Local.a == \"" + "x".repeat((size - 37) / 2) + "\"))";
  }

  @Test
  void a_lone_acl_has_its_letter_and_says_nothing_of_the_descriptor() throws Exception {
    assertThat(Sddl.parseAcl(" d: (A;;GA;;;BA) ", AclSection.DACL))
        .isEqualTo(Acl.of(Ace.allow(0x10000000, WellKnown.ADMINISTRATORS)));
    assertThat(Sddl.parseAcl("S:", AclSection.SACL)).isEqualTo(Acl.EMPTY);
    assertThat(Sddl.printAcl(Acl.EMPTY, AclSection.DACL)).isEqualTo("D:");
    assertThat(Sddl.printAcl(Acl.of(Ace.deny(1, WellKnown.EVERYONE)), AclSection.DACL)).isEqualTo("D:(D;;0x1;;;WD)");
    for (String text :
        List.of("", "S:", "(A;;GA;;;BA)", "D:P", "D:NO_ACCESS_CONTROL", "D:S:", "D:(A;;GA;;;BA)x", "O:BA")) {
      assertThatExceptionOfType(MalformedException.class)
          .as(text)
          .isThrownBy(() -> Sddl.parseAcl(text, AclSection.DACL))
          .satisfies(e -> assertThat(e.offset()).isBetween(0, text.length()));
    }
  }

  @Test
  void control_bits_without_a_letter_and_the_resource_manager_byte_are_lost() throws Exception {
    SecurityDescriptor all =
        Sddl.parse("O:BAD:(A;;GA;;;BA)").toBuilder().control(0xFFFF).resourceManagerControl(7).build();
    assertThat(Sddl.print(all)).isEqualTo("O:BAD:PARAI(A;;GA;;;BA)S:PARAINO_ACCESS_CONTROL");
    int lettered = SdControl.DACL_PRESENT | SdControl.SELF_RELATIVE | 0x3F00;
    assertThat(Sddl.parse(Sddl.print(all)).control()).isEqualTo(lettered);
  }

  @Test
  void a_base_without_room_for_a_rid_is_no_base() {
    Sid full = Sid.of(5, new int[15]);
    assertThatIllegalArgumentException().isThrownBy(() -> new SidAliases(full, null, null));
    assertThatIllegalArgumentException().isThrownBy(() -> new SidAliases(null, null, full));
  }
}
