package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sd.Guid;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeMasksTest {
  private static final NodeMasks TWO = NodeMasks.of(new int[] {0x1, 0x3});

  @Test
  void masks_are_equal_node_by_node() {
    assertThat(TWO).isEqualTo(NodeMasks.of(new int[] {0x1, 0x3})).hasSameHashCodeAs(NodeMasks.of(new int[] {0x1, 0x3}));
    assertThat(TWO).isNotEqualTo(NodeMasks.of(new int[] {0x1, 0x1})).isNotEqualTo(NodeMasks.of(0x1)).isNotEqualTo("");
    assertThat(TWO.hashCode()).isNotEqualTo(NodeMasks.of(new int[] {0x1, 0x1}).hashCode());
  }

  @Test
  void the_array_is_a_copy() {
    TWO.toArray()[0] = 0x8;
    assertThat(TWO.toArray()).containsExactly(0x1, 0x3);
  }

  @Test
  void masks_are_shown_in_hexadecimal() {
    assertThat(NodeMasks.of(new int[] {0x1F01FF, 0, 0x10})).hasToString("[0x1f01ff 0x0 0x10]");
    assertThat(NodeMasks.none()).hasToString("[]");
  }

  @Test
  void a_node_is_allowed_if_it_has_every_wanted_right() throws MalformedException {
    Guid child = new Guid(2, 0);
    ObjectTypeList types = ObjectTypeList.of(
        List.of(new ObjectTypeList.Node(0, new Guid(1, 0)), new ObjectTypeList.Node(1, child),
            new ObjectTypeList.Node(1, new Guid(3, 0))));
    Sid alice = Sid.of("S-1-5-21-1-2-3-1001");
    AccessDecision decision = AccessCheck.check(AccessRequest.of(
            Subject.builder().user(alice).build(),
            PreparedDescriptor.of(Sddl.parse("O:SYD:(A;;0x1;;;" + alice + ")(OA;;0x2;" + child + ";;" + alice + ")")),
            0x3, GenericMapping.FILE)
        .withObjectTypes(types, ResultMode.PER_NODE));

    assertThat(decision.nodeGranted()).isEqualTo(NodeMasks.of(new int[] {0x1, 0x3, 0x1}));
    assertThat(decision.allowedAt(0)).isFalse();
    assertThat(decision.allowedAt(1)).isTrue();
    assertThat(decision.allowedAt(2)).isFalse();
    assertThat(decision.allowed()).isFalse();
  }
}
