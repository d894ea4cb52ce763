package dev.tokend.cli.batch;

/** What is done with each line. Several threads share it, so that it keeps nothing of a line. */
public interface LineWork {
  /**
   * Appends exactly one line for each line of the block.
   *
   * @return how many lines made no sense
   */
  int answer(LineBlock block, LineOutput out);

  /** What lines are called in the progress line: {@code checks}. */
  String unit();
}
