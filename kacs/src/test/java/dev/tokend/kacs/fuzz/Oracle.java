package dev.tokend.kacs.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.tokend.kacs.MalformedException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What every parser owes to every input: a value, or one {@link MalformedException} that points into the input, and no
 * more memory than the input's size justifies.
 */
public final class Oracle {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** What a parser may allocate for an empty input; the values of overlapping claims unfold to 1 MiB. */
  private static final long BASE = 4 << 20;

  /** What a parser may allocate for each byte or character: a list entry, its value, and the copies on the way. */
  private static final long PER_UNIT = 1024;

  private Oracle() {}

  /** A parser of bytes or text. */
  @FunctionalInterface
  public interface Parser<I, T> {
    T parse(I input) throws MalformedException;
  }

  /** The value of these bytes; null if they are refused. */
  public static <T> @Nullable T bytes(byte[] input, Parser<byte[], T> parser) {
    return parse(input, input.length, parser);
  }

  /** The value of this text; null if it is refused. */
  public static <T> @Nullable T text(String input, Parser<String, T> parser) {
    return parse(input, input.length(), parser);
  }

  /**
   * The text that an input of the fuzzer stands for: UTF-8, and where it is not, a surrogate without its partner, which
   * no encoding could bring but a caller's string can have.
   */
  public static String textOf(byte[] input) {
    return new String(input, StandardCharsets.UTF_8).replace('\uFFFD', '\uD800');
  }

  private static <I, T> @Nullable T parse(I input, int length, Parser<I, T> parser) {
    long limit = BASE + PER_UNIT * length;
    long before = THREADS.getCurrentThreadAllocatedBytes();
    T value = attempt(input, length, parser);
    if (THREADS.getCurrentThreadAllocatedBytes() - before > limit) {
      // The first use of a class loads it, and the fuzzer instruments it; that happens once.
      before = THREADS.getCurrentThreadAllocatedBytes();
      value = attempt(input, length, parser);
      long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertThat(allocated).as("bytes allocated for %d units", length).isLessThanOrEqualTo(limit);
    }
    return value;
  }

  private static <I, T> @Nullable T attempt(I input, int length, Parser<I, T> parser) {
    try {
      return parser.parse(input);
    } catch (MalformedException e) {
      assertThat(e.offset()).as(e.getMessage()).isBetween(0, length);
      assertThat(e.reason()).isNotBlank();
      return null;
    }
  }
}
