package dev.tokend.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PipelineTest {
  /** Answers a line with itself; those that begin with a question mark are bad. */
  private static final class Echo implements LineWork {
    @Override
    public int answer(LineBlock block, LineOutput out) {
      int bad = 0;
      while (block.advance()) {
        try {
          String line = block.text();
          bad += line.startsWith("?") ? 1 : 0;
          out.write(line.length() < 100 ? line : "long");
        } catch (BadLineException e) {
          out.write(e.reason());
          bad++;
        }
        out.write('\n');
      }
      return bad;
    }

    @Override
    public String unit() {
      return "lines";
    }
  }

  private static InputStream in(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void it_says_whether_every_line_made_sense() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThat(Pipeline.run(new Echo(), in("a\nb\n"), out, out, false)).isTrue();
    assertThat(Pipeline.run(new Echo(), in("c\n?\n"), out, out, false)).isFalse();
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\nb\nc\n?\n");
  }

  @Test
  @Timeout(60)
  void an_answer_comes_before_the_next_line_is_written() throws Exception {
    PipedOutputStream question = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(question);
    PipedInputStream answer = new PipedInputStream();
    PipedOutputStream out = new PipedOutputStream(answer);
    Thread pipeline = new Thread(() -> {
      try {
        Pipeline.run(new Echo(), in, out, OutputStream.nullOutputStream(), false);
        out.close();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
    pipeline.start();
    for (String line : new String[] {"one\n", "two\n", "three\n"}) {
      question.write(line.getBytes(StandardCharsets.UTF_8));
      question.flush();
      assertThat(new String(answer.readNBytes(line.length()), StandardCharsets.UTF_8)).isEqualTo(line);
    }
    question.close();
    pipeline.join();
    assertThat(answer.read()).isEqualTo(-1);
  }

  @Test
  @Timeout(60)
  void what_is_under_way_is_bounded_while_nobody_reads_the_answers() throws Exception {
    AtomicLong read = new AtomicLong();
    AtomicReference<Thread> reader = new AtomicReference<>();
    byte[] line = ("x".repeat(99_999) + "\n").getBytes(StandardCharsets.US_ASCII);
    InputStream endless = new InputStream() {
      @Override
      public int read() {
        throw new AssertionError();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) {
        reader.set(Thread.currentThread());
        int count = Math.min(length, line.length - (int) (read.get() % line.length));
        System.arraycopy(line, (int) (read.get() % line.length), buffer, offset, count);
        read.addAndGet(count);
        return count;
      }

      @Override
      public int available() {
        return line.length;
      }
    };
    OutputStream stuck = new OutputStream() {
      @Override
      public void write(int b) {
        throw new AssertionError();
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        // The input never makes its reader wait: it waits only for room.
        while (reader.get().getState() != Thread.State.WAITING) {
          Thread.onSpinWait();
        }
        throw new IOException("nobody reads");
      }
    };
    assertThatThrownBy(() -> Pipeline.run(new Echo(), endless, stuck, OutputStream.nullOutputStream(), false))
        .isInstanceOf(IOException.class).hasMessage("nobody reads");
    assertThat(read.get()).isBetween(1L << 20, 1L << 27);
  }

  @Test
  void a_stream_that_cannot_be_read_is_an_error_after_what_was_read() {
    InputStream broken = new InputStream() {
      private boolean first = true;

      @Override
      public int read() {
        throw new AssertionError();
      }

      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        if (!first) {
          throw new IOException("the disk is gone");
        }
        first = false;
        buffer[offset] = 'a';
        buffer[offset + 1] = '\n';
        return 2;
      }
    };
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatThrownBy(() -> Pipeline.run(new Echo(), broken, out, out, false)).hasMessage("the disk is gone");
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("a\n");
  }

  @Test
  void the_progress_line_tells_number_and_speed() {
    assertThat(Progress.line(1_234_567, 0, 5_000_000_000L, "checks")).isEqualTo("1,234,567 checks, 246,913 a second");
    assertThat(Progress.line(10, 1, 1_000_000_000L, "descriptors")).isEqualTo("10 descriptors, 10 a second, 1 bad");
  }
}
