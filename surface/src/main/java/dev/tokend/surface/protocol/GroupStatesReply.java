package dev.tokend.surface.protocol;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.List;

/**
 * Which groups were enabled before an adjustment: previous_state of kacs_adjust_groups_args, {@value #WORDS} words of
 * u64 (formats §11.1).
 *
 * @param words group i is bit i mod 64 of word i / 64
 */
public record GroupStatesReply(List<Long> words) {

  /** How many words there are. */
  public static final int WORDS = 16;

  /** Copies the list. */
  public GroupStatesReply {
    words = List.copyOf(words);
    if (words.size() != WORDS) {
      throw new IllegalArgumentException("there are " + WORDS + " words");
    }
  }

  /** Whether the group of an index was enabled; false past the last group. */
  public boolean wasEnabled(int index) {
    return index >= 0 && index < WORDS * Long.SIZE && (words.get(index >>> 6) & 1L << index) != 0;
  }

  /** Reads a reply. */
  public static GroupStatesReply decode(byte[] reply) throws MalformedException {
    ByteReader in = new ByteReader("group states", reply);
    Long[] words = new Long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      words[i] = in.i64();
    }
    in.expectEnd();
    return new GroupStatesReply(List.of(words));
  }

  /** The reply's bytes. */
  public byte[] encode() {
    ByteWriter out = new ByteWriter(WORDS * Long.BYTES);
    for (long word : words) {
      out.i64(word);
    }
    return out.toByteArray();
  }
}
