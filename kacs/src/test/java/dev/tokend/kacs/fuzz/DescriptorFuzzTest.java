package dev.tokend.kacs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.DescriptorException;
import dev.tokend.kacs.sd.NewObject;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sddl.SddlStyle;
import dev.tokend.kacs.sid.WellKnown;
import java.util.List;
import org.junit.jupiter.params.provider.MethodSource;

/** ACLs and security descriptors in binary: what was read is what is written, and text loses nothing it can say. */
class DescriptorFuzzTest {
  static List<byte[]> acls() {
    return Seeds.acls();
  }

  static List<byte[]> descriptors() {
    return Seeds.descriptors();
  }

  @MethodSource("acls")
  @FuzzTest
  void acl(byte[] input) throws MalformedException {
    Acl acl = Oracle.bytes(input, Acl::parse);
    if (acl != null) {
      assertThat(acl.toByteArray()).isEqualTo(input);
      assertThat(acl.size()).isEqualTo(input.length);
      assertThat(Acl.parse(Acl.of(acl.aces()).toByteArray()).aces()).isEqualTo(acl.aces());
      for (AclSection section : AclSection.values()) {
        printsWithoutLoss(acl, section);
      }
    }
  }

  @MethodSource("descriptors")
  @FuzzTest
  void descriptor(byte[] input) throws MalformedException {
    SecurityDescriptor descriptor = Oracle.bytes(input, SecurityDescriptor::parse);
    if (descriptor != null) {
      assertThat(descriptor.toByteArray()).isEqualTo(input);
      samePartsPacked(descriptor);
      printsWithoutLoss(descriptor);
      childrenAreDescriptors(descriptor);
    }
  }

  private static void samePartsPacked(SecurityDescriptor descriptor) throws MalformedException {
    SecurityDescriptor packed = SecurityDescriptor.parse(descriptor.packed().toByteArray());
    assertThat(packed.owner()).isEqualTo(descriptor.owner());
    assertThat(packed.group()).isEqualTo(descriptor.group());
    assertThat(packed.dacl()).isEqualTo(descriptor.dacl());
    assertThat(packed.sacl()).isEqualTo(descriptor.sacl());
    assertThat(packed.daclState()).isEqualTo(descriptor.daclState());
  }

  private static void printsWithoutLoss(SecurityDescriptor descriptor) throws MalformedException {
    try {
      String text = Sddl.print(descriptor);
      SecurityDescriptor back = Sddl.parse(text);
      assertThat(back.owner()).isEqualTo(descriptor.owner());
      assertThat(back.group()).isEqualTo(descriptor.group());
      assertThat(back.dacl() == null).isEqualTo(descriptor.dacl() == null);
      assertThat(Sddl.print(back)).isEqualTo(text);
      assertThat(Sddl.print(Sddl.parse(Sddl.print(descriptor, SddlStyle.WINDOWS)))).isEqualTo(text);
    } catch (InexpressibleException e) {
      assertThat(e.part()).contains("ACL");
    }
  }

  private static void printsWithoutLoss(Acl acl, AclSection section) throws MalformedException {
    try {
      String text = Sddl.printAcl(acl, section);
      Acl back = Sddl.parseAcl(text, section);
      assertThat(back.aces()).hasSameSizeAs(acl.aces());
      assertThat(Sddl.printAcl(back, section)).isEqualTo(text);
    } catch (InexpressibleException e) {
      assertThat(e.reason()).isNotBlank();
    }
  }

  /** A new object in a container with any descriptor gets one that can be read, or a reason why not. */
  private static void childrenAreDescriptors(SecurityDescriptor parent) throws MalformedException {
    NewObject.Defaults defaults = new NewObject.Defaults(WellKnown.SYSTEM, WellKnown.ADMINISTRATORS, null, null);
    for (boolean container : new boolean[] {false, true}) {
      try {
        SecurityDescriptor child =
            new NewObject(parent, parent, defaults, container, null, mask -> mask).descriptor();
        assertThat(SecurityDescriptor.parse(child.toByteArray())).isEqualTo(child);
      } catch (DescriptorException e) {
        assertThat(e.reason()).isNotNull();
      }
    }
  }
}
