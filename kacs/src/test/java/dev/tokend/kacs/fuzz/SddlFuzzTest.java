package dev.tokend.kacs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sddl.SddlStyle;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** SDDL text: what is accepted has a binary form and a canonical text, and both say the same. */
class SddlFuzzTest {
  static List<byte[]> texts() {
    return Seeds.sddlTexts();
  }

  @MethodSource("texts")
  @FuzzTest
  @DictionaryFile(resourcePath = "sddl.dict")
  void text(byte[] input) throws MalformedException, InexpressibleException {
    SecurityDescriptor descriptor = Oracle.text(Oracle.textOf(input), Sddl::parse);
    if (descriptor != null) {
      // SDDL leaves MAXIMUM_ALLOWED in a mask to the binary parser, which refuses it.
      SecurityDescriptor binary = Oracle.bytes(descriptor.toByteArray(), SecurityDescriptor::parse);
      boolean refused = asksForMaximum(descriptor.dacl()) || asksForMaximum(descriptor.sacl());
      assertThat(binary).isEqualTo(refused ? null : descriptor);
      String canonical = Sddl.print(descriptor);
      assertThat(Sddl.parse(canonical)).isEqualTo(descriptor);
      assertThat(Sddl.parse(Sddl.print(descriptor, SddlStyle.WINDOWS))).isEqualTo(descriptor);
    }
  }

  private static boolean asksForMaximum(Acl acl) {
    return acl != null && acl.aces().stream()
        .anyMatch(ace -> ace instanceof MaskedAce masked
            && masked.type() != AceType.SYSTEM_MANDATORY_LABEL
            && (masked.mask() & AccessMask.MAXIMUM_ALLOWED) != 0);
  }
}
