package dev.tokend.cli.batch;

import dev.tokend.kacs.access.Subject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * {@code check --batch}: a result line for each line of access check §15.
 *
 * @param defaultSubject who asks where a line has no token of its own; null where every line must have one
 */
public record CheckLines(@Nullable Subject defaultSubject) implements LineWork {
  @Override
  public int answer(LineBlock block, LineOutput out) {
    ResultWriter results = new ResultWriter(out);
    int bad = 0;
    try {
      while (block.advance()) {
        bad += answer(block, results) ? 0 : 1;
      }
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bad;
  }

  private boolean answer(LineBlock block, ResultWriter results) throws IOException {
    JsonText text;
    try {
      text = block.json();
    } catch (BadLineException e) {
      results.bad(e.reason());
      return false;
    }
    if (text.isEmpty()) {
      results.bad("an empty line");
      return false;
    }
    CheckLine line = CheckLineReader.read(text, defaultSubject);
    results.write(line);
    return line.fault() == null;
  }

  @Override
  public String unit() {
    return "checks";
  }
}
