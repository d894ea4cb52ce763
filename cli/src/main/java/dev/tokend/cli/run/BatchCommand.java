package dev.tokend.cli.run;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.Surroundings;
import dev.tokend.cli.batch.LineWork;
import dev.tokend.cli.batch.Pipeline;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What the {@code --batch} forms have in common: lines from a file or standard input to standard output. */
final class BatchCommand {
  private BatchCommand() {}

  static Output run(Session session, LineWork work) throws CommandException, IOException {
    List<String> operands = session.invocation().operands();
    Surroundings surroundings = session.surroundings();
    if (operands.isEmpty() || operands.getFirst().equals("-")) {
      return run(surroundings, work, surroundings.in());
    }
    String file = operands.getFirst();
    try (InputStream in = new FileInputStream(file)) {
      return run(surroundings, work, in);
    } catch (FileNotFoundException e) {
      throw CommandException.of(
          ExitStatus.FAILED, "cannot read " + file, String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  /** Where results and progress share a terminal, there is no progress line. */
  private static Output run(Surroundings surroundings, LineWork work, InputStream in) throws IOException {
    boolean progress = surroundings.errorTerminal() && !surroundings.terminal();
    boolean good = Pipeline.run(work, in, surroundings.out(), surroundings.err(), progress);
    return new Output(good ? ExitStatus.SUCCESS : ExitStatus.MALFORMED, "");
  }
}
