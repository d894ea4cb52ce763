package dev.tokend.kacs.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.sd.Guid;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ObjectTypeListTest {
  @Test
  void a_tree_in_preorder_knows_parents_and_ends() {
    ObjectTypeList list = levels(0, 1, 2, 2, 1);

    assertThat(list.isValid()).isTrue();
    assertThat(list.nodes()).extracting(ObjectTypeList.Node::level).containsExactly(0, 1, 2, 2, 1);
    assertThat(List.of(list.parent(0), list.parent(1), list.parent(2), list.parent(3), list.parent(4)))
        .containsExactly(-1, 0, 1, 1, 0);
    assertThat(List.of(list.end(0), list.end(1), list.end(2), list.end(3), list.end(4)))
        .containsExactly(5, 4, 3, 4, 5);
    assertThat(list.indexOf(new Guid(3, 0))).isEqualTo(3);
    assertThat(list.indexOf(new Guid(9, 0))).isEqualTo(-1);
  }

  @Test
  void anything_that_is_no_tree_is_not_valid() {
    assertThat(levels().isValid()).isFalse();
    assertThat(levels(1).isValid()).isFalse();
    assertThat(levels(0, 0).isValid()).isFalse();
    assertThat(levels(0, 2).isValid()).isFalse();
    assertThat(levels(0, -1).isValid()).isFalse();
    assertThat(levels(0, 1, 3).isValid()).isFalse();
    assertThat(ObjectTypeList.of(List.of(node(0, 1), node(1, 1))).isValid()).isFalse();
  }

  @Test
  void one_thousand_and_twenty_four_nodes_are_the_limit() {
    assertThat(deep(ObjectTypeList.MAX_NODES).isValid()).isTrue();
    assertThat(deep(ObjectTypeList.MAX_NODES + 1).isValid()).isFalse();
  }

  private static ObjectTypeList deep(int nodes) {
    int[] levels = new int[nodes];
    for (int n = 0; n < nodes; n++) {
      levels[n] = n;
    }
    return levels(levels);
  }

  private static ObjectTypeList levels(int... levels) {
    List<ObjectTypeList.Node> nodes = new ArrayList<>();
    for (int n = 0; n < levels.length; n++) {
      nodes.add(node(levels[n], n));
    }
    return ObjectTypeList.of(nodes);
  }

  private static ObjectTypeList.Node node(int level, int type) {
    return new ObjectTypeList.Node(level, new Guid(type, 0));
  }
}
