package dev.tokend.kacs.access;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The rights granted at every node of an object, in the order of its object type list. Immutable. */
public final class NodeMasks {
  private final int[] masks;

  private NodeMasks(int[] masks) {
    this.masks = masks;
  }

  /** Of an object without object types: the root alone. */
  static NodeMasks of(int root) {
    return new NodeMasks(new int[] {root});
  }

  /** Takes the array over. */
  static NodeMasks of(int[] masks) {
    return new NodeMasks(masks);
  }

  /** No node: the result of a check that ended with an error. */
  static NodeMasks none() {
    return NONE;
  }

  private static final NodeMasks NONE = new NodeMasks(new int[0]);

  /** The number of nodes. */
  public int size() {
    return masks.length;
  }

  /** The rights at the node with that index. */
  public int get(int node) {
    return masks[node];
  }

  /** The rights of each node, in a new array. */
  public int[] toArray() {
    return masks.clone();
  }

  /** The rights of each node that {@code other} has there too. */
  NodeMasks and(NodeMasks other) {
    int[] both = masks.clone();
    for (int node = 0; node < both.length; node++) {
      both[node] &= other.masks[node];
    }
    return new NodeMasks(both);
  }

  /** The same mask at every node. */
  NodeMasks filledWith(int mask) {
    int[] filled = new int[masks.length];
    Arrays.fill(filled, mask);
    return new NodeMasks(filled);
  }

  /** The rights that some node has. */
  int union() {
    int all = 0;
    for (int mask : masks) {
      all |= mask;
    }
    return all;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NodeMasks that && Arrays.equals(masks, that.masks);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(masks);
  }

  /** The masks in hexadecimal. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("[");
    for (int node = 0; node < masks.length; node++) {
      text.append(node == 0 ? "0x" : " 0x").append(Integer.toHexString(masks[node]));
    }
    return text.append(']').toString();
  }
}
