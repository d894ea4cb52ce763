package dev.tokend.cli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/**
 * Lines in, lines out, in order: one thread reads, as many work as there are processors, and the caller writes. What is
 * under way is bounded by its bytes, so that memory is too, however long the stream and however slow its reader.
 */
public final class Pipeline {
  /** What may be under way, in bytes. */
  private static final int BOUND = 64 << 20;

  private final LineWork work;
  private final Progress progress;
  private final ExecutorService workers;
  private final BlockingQueue<Future<Answer>> answers = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(BOUND);
  private boolean anyBad;

  private Pipeline(LineWork work, int threads, Progress progress) {
    this.work = work;
    this.progress = progress;
    workers = Executors.newFixedThreadPool(threads, task -> daemon("worker", task));
  }

  /** What became of a block; one that held less than nothing ends the stream. */
  private record Answer(byte[] text, int lines, int bad, int held) {
    static final Answer END = new Answer(new byte[0], 0, 0, -1);

    boolean isEnd() {
      return held < 0;
    }
  }

  /**
   * Runs to the end of the stream.
   *
   * @param err where the progress line goes
   * @param progressShown whether there is to be one
   * @return whether every line made sense
   * @throws IOException if {@code in} cannot be read or {@code out} cannot be written
   */
  public static boolean run(LineWork work, InputStream in, OutputStream out, OutputStream err, boolean progressShown)
      throws IOException {
    int threads = Runtime.getRuntime().availableProcessors();
    return new Pipeline(work, threads, new Progress(err, progressShown, work.unit())).run(in, out);
  }

  private boolean run(InputStream in, OutputStream out) throws IOException {
    Thread reader = daemon("reader", () -> read(in));
    reader.start();
    try {
      write(out);
    } finally {
      reader.interrupt();
      workers.shutdownNow();
      progress.end();
    }
    return !anyBad;
  }

  /** Daemons: a reader of the output that goes away must not leave the command waiting for its input. */
  private static Thread daemon(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private void read(InputStream in) {
    BlockReader blocks = new BlockReader(in);
    try {
      for (LineBlock block = blocks.next(); block != null; block = blocks.next()) {
        room.acquire(block.held());
        submit(block);
      }
      answers.add(finished(() -> Answer.END));
    } catch (IOException e) {
      answers.add(finished(() -> {
        throw e;
      }));
    } catch (InterruptedException | RejectedExecutionException e) {
      // The writer gave up; nobody waits for more.
      return;
    }
  }

  private void submit(LineBlock block) {
    FutureTask<Answer> task = new FutureTask<>(() -> answer(block));
    answers.add(task);
    workers.execute(task);
  }

  private static FutureTask<Answer> finished(Callable<Answer> result) {
    FutureTask<Answer> task = new FutureTask<>(result);
    task.run();
    return task;
  }

  private Answer answer(LineBlock block) {
    LineOutput out = new LineOutput(BlockReader.BLOCK / 4);
    int nonsense = work.answer(block, out);
    return new Answer(out.toByteArray(), block.lines(), nonsense, block.held());
  }

  private void write(OutputStream out) throws IOException {
    try {
      for (Answer answer = next(); !answer.isEnd(); answer = next()) {
        out.write(answer.text());
        out.flush();
        room.release(answer.held());
        anyBad |= answer.bad() > 0;
        progress.add(answer.lines(), answer.bad());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Answer next() throws IOException, InterruptedException {
    try {
      return answers.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
