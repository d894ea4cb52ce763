package dev.tokend.monitor.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One bit for each group of a token: bit <i>i</i> mod 64 of word ⌊<i>i</i>/64⌋ belongs to groups[<i>i</i>]. Immutable,
 * and shared by tokens whose groups stand alike.
 */
public final class GroupStates {
  /** Words in the form that adjust_groups returns (formats §11.1). */
  public static final int WIRE_WORDS = 16;

  /** No bit set. */
  public static final GroupStates NONE = new GroupStates(new long[0]);

  private final long[] words;

  private GroupStates(long[] words) {
    this.words = words;
  }

  /** Whether the bit of groups[{@code index}] is set. */
  public boolean get(int index) {
    int word = index >>> 6;
    return word < words.length && (words[word] & (1L << index)) != 0;
  }

  /** These states with one bit changed. */
  public GroupStates with(int index, boolean value) {
    if (get(index) == value) {
      return this;
    }
    int word = index >>> 6;
    long[] changed = Arrays.copyOf(words, Math.max(words.length, word + 1));
    changed[word] ^= 1L << index;
    return new GroupStates(changed);
  }

  /** The states as {@value #WIRE_WORDS} words, zero past the last group. */
  public long[] toWireWords() {
    return Arrays.copyOf(words, WIRE_WORDS);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroupStates that && Arrays.equals(toWireWords(), that.toWireWords());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(toWireWords());
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < words.length << 6; i++) {
      if (get(i)) {
        text.append(text.length() > 1 ? "," : "").append(i);
      }
    }
    return text.append('}').toString();
  }
}
