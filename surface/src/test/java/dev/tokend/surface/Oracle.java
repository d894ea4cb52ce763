package dev.tokend.surface;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tokend.kacs.MalformedException;
import java.lang.management.ManagementFactory;

/**
 * What every parser of a message owes to every input: a value, or one {@link MalformedException} that points into the
 * input, and no more memory than the input's size justifies.
 */
public final class Oracle {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a parser may allocate for an empty input. */
  private static final long BASE = 4 << 20;

  /** What a parser may allocate for each byte: a list entry, its value, and the copies on the way. */
  private static final long PER_BYTE = 1024;

  private Oracle() {}

  /** Something that reads bytes. */
  @FunctionalInterface
  public interface Parser<E extends Exception> {
    /** What the bytes are, in the one form that is written. */
    byte[] rewrite(byte[] input) throws E;
  }

  /**
   * Holds a parser to it, and what is written to being read as the same.
   *
   * @return whether the input was accepted
   */
  public static boolean accepts(byte[] input, Parser<MalformedException> parser) throws MalformedException {
    byte[] written;
    try {
      written = bounded(input, parser);
    } catch (MalformedException e) {
      assertThat(e.offset()).as(e.getMessage()).isBetween(0, input.length);
      assertThat(e.reason()).isNotBlank();
      return false;
    }
    assertThat(parser.rewrite(written)).isEqualTo(written);
    return true;
  }

  /** Runs something that reads an input within the memory that it may take. */
  public static <E extends Exception> byte[] bounded(byte[] input, Parser<E> parser) throws E {
    long limit = BASE + PER_BYTE * input.length;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    byte[] written = parser.rewrite(input);
    if (THREADS.getCurrentThreadAllocatedBytes() - before > limit) {
      // The first use of a class loads it, and the fuzzer instruments it; that happens once.
      before = THREADS.getCurrentThreadAllocatedBytes();
      written = parser.rewrite(input);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes allocated for %d", input.length).isLessThanOrEqualTo(limit);
    }
    return written;
  }
}
