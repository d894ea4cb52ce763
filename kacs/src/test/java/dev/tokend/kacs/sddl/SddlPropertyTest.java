package dev.tokend.kacs.sddl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tokend.kacs.Generator;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.RandomDescriptors;
import dev.tokend.kacs.sd.SecurityDescriptor;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The round trips R1 to R3 of security-descriptors §10.8, and that parsing is total. */
class SddlPropertyTest {
  @Test
  void a_descriptor_prints_and_parses_back_bit_for_bit() {
    Generator.cases(5000, random -> {
      SecurityDescriptor descriptor = RandomSddl.descriptor(random);
      String text = Sddl.print(descriptor);
      assertThat(Sddl.parse(text)).as(text).isEqualTo(descriptor);
      assertThat(Sddl.print(Sddl.parse(text))).isEqualTo(text);
      assertThat(Sddl.parse(Sddl.print(descriptor, SddlStyle.WINDOWS))).isEqualTo(descriptor);
    });
  }

  @Test
  void white_space_and_the_case_of_codes_do_not_matter() {
    String text = "O:BAG:SYD:PARAI(A;CIOI;GRGW;;;S-1-5-21-1-2-3-4)(OA;;CCCR;;;WD)S:P(ML;;NW;;;HI)";
    Generator.cases(1000, random -> {
      StringBuilder changed = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        changed.append(random.nextBoolean() ? Character.toLowerCase(c) : c);
        if (";():".indexOf(c) >= 0) {
          space(changed, random);
        }
      }
      assertThat(Sddl.print(Sddl.parse(changed.toString()))).as(changed.toString()).isEqualTo(text);
    });
  }

  private static void space(StringBuilder out, SplittableRandom random) {
    for (int i = random.nextInt(3); i > 0; i--) {
      out.append(" \t\r\n\u000b\f".charAt(random.nextInt(6)));
    }
  }

  @Test
  void the_printer_accepts_a_descriptor_without_loss_or_refuses_it() {
    int[] accepted = new int[1];
    Generator.cases(5000, random -> {
      SecurityDescriptor descriptor = RandomDescriptors.descriptor(random);
      try {
        String text = Sddl.print(descriptor);
        accepted[0]++;
        SecurityDescriptor back = Sddl.parse(text);
        assertThat(back.owner()).isEqualTo(descriptor.owner());
        assertThat(back.daclState()).isEqualTo(descriptor.daclState());
        assertThat(Sddl.print(back)).isEqualTo(text);
      } catch (InexpressibleException e) {
        assertThat(e.part()).matches("ACE \\d of the [DS]ACL");
      }
    });
    if (Long.getLong("seed") == null) {
      assertThat(accepted[0]).isPositive();
    }
  }

  @Test
  void any_text_gives_a_descriptor_or_a_malformed_exception_within_it() {
    int[] accepted = new int[1];
    int[] refused = new int[1];
    Generator.cases(30_000, random -> {
      String text = text(random);
      try {
        SecurityDescriptor descriptor = Sddl.parse(text);
        accepted[0]++;
        String canonical = Sddl.print(descriptor);
        assertThat(Sddl.parse(canonical)).isEqualTo(descriptor);
        assertThat(Sddl.print(Sddl.parse(canonical))).isEqualTo(canonical);
      } catch (MalformedException e) {
        refused[0]++;
        assertThat(e.offset()).isBetween(0, text.length());
        assertThat(e.structure()).isEqualTo("SDDL");
        assertThat(e.reason()).isNotBlank();
      }
    });
    if (Long.getLong("seed") == null) {
      assertThat(accepted[0]).isPositive();
      assertThat(refused[0]).isPositive();
    }
  }

  private static String text(SplittableRandom random) throws InexpressibleException {
    if (random.nextInt(6) == 0) {
      return RandomText.soup(random);
    }
    List<String[]> examples = SddlExamplesTest.examples();
    String valid =
        random.nextBoolean()
            ? Sddl.print(RandomSddl.descriptor(random))
            : examples.get(random.nextInt(examples.size()))[0];
    return RandomText.mutate(random, valid);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "D:(A;;GA;;;BA)", "D:(XA;;GA;;;BA;(a))", "S:(RA;;;;;WD;(\"a\",TS,0,\"x\"))", "D:(A;;GRGW;;;S-1-5-32-544)",
        "D:PAIAR", "(", "D:(XA;;;;;BA;(", "D:(XA;;;;;BA;(!", "D:(XA;;;;;BA;(a == {", "\"", "S-1-", "O:S-1-0x",
        "D:(A;CIOI;", "D:(OA;;;bf967aba-0de6-11d0-a285-00aa003049e2"
      })
  void a_prefix_repeated_without_end_is_refused(String prefix) {
    String last = prefix.substring(prefix.length() - 1);
    for (String text : List.of(prefix.repeat(300_000 / prefix.length()), prefix + last.repeat(300_000))) {
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> Sddl.parse(text))
          .satisfies(e -> assertThat(e.offset()).isBetween(0, text.length()));
    }
  }

  @Test
  void long_fields_take_linear_time() throws Exception {
    int many = 1_000_000;
    String spaces = " ".repeat(many);
    assertSame(spaces + "D:" + spaces + "(A;" + spaces + ";;;;BA)" + spaces, "D:(A;;;;;BA)");
    assertSame("D:(A;" + "CI".repeat(many) + ";;;;BA)", "D:(A;CI;;;;BA)");
    assertSame("D:(A;;" + "GA".repeat(many) + ";;;BA)", "D:(A;;GA;;;BA)");
    assertSame("D:" + "PAI".repeat(many), "D:PAI");
    assertSame("D:(A;;0x" + "0".repeat(many) + "1;;;BA)", "D:(A;;0x1;;;BA)");
    assertSame("O:S-1-5-" + "0".repeat(many) + "7", "O:AN");
    assertSame("D:(XA;;;;;BA;(SID" + spaces + "(BA) == a))", "D:(XA;;;;;BA;(SID(BA) == @Local.a))");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> Sddl.parse("D:(XA;;;;;BA;(a == \"" + "x".repeat(many) + "\"))"))
        .withMessageContaining("at most 65532");
  }

  private static void assertSame(String text, String canonical) throws Exception {
    assertThat(Sddl.print(Sddl.parse(text))).isEqualTo(canonical);
  }
}
