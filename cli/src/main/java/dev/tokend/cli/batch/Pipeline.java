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
  /** What may be under way for each thread, in blocks: little enough to be in the processor's cache when it is read. */
  private static final int BLOCKS_PER_THREAD = 4;

  private final LineWork work;
  private final Progress progress;
  private final ExecutorService workers;
  private final BlockingQueue<Future<Answer>> answers = new LinkedBlockingQueue<>();
  private final int bound;
  private final Semaphore room;
  private boolean anyBad;

  private Pipeline(LineWork work, int threads, Progress progress) {
    this.work = work;
    this.progress = progress;
    bound = threads * BLOCKS_PER_THREAD * BlockReader.BLOCK;
    room = new Semaphore(bound);
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
   * @throws UnwritableException if {@code out} cannot be written
   * @throws IOException if {@code in} cannot be read
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
        room.acquire(share(block.held()));
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

  /** A block with one long line may hold more than all of the bound; then it has it for itself. */
  private int share(int held) {
    return Math.min(held, bound);
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
        write(out, answer.text());
        room.release(share(answer.held()));
        anyBad |= answer.bad() > 0;
        progress.add(answer.lines(), answer.bad());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void write(OutputStream out, byte[] text) throws UnwritableException {
    try {
      out.write(text);
      out.flush();
    } catch (IOException e) {
      throw new UnwritableException(e);
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
