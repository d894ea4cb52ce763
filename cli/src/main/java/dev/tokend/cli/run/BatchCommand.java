package dev.tokend.cli.run;

import dev.tokend.cli.BrokenPipe;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.Surroundings;
import dev.tokend.cli.batch.LineWork;
import dev.tokend.cli.batch.Pipeline;
import dev.tokend.cli.batch.UnwritableException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** What the {@code --batch} forms have in common: lines from a file or standard input to standard output. */
final class BatchCommand {
  private BatchCommand() {}

  static Output run(Session session, LineWork work) throws CommandException {
    List<String> operands = session.invocation().operands();
    Surroundings surroundings = session.surroundings();
    if (operands.isEmpty() || operands.getFirst().equals("-")) {
      return run(surroundings, work, surroundings.in(), "standard input");
    }
    String file = operands.getFirst();
    try (InputStream in = new FileInputStream(file)) {
      return run(surroundings, work, in, file);
    } catch (IOException e) {
      throw failed("cannot read " + file, e);
    }
  }

  /** Where results and progress share a terminal, there is no progress line. */
  private static Output run(Surroundings surroundings, LineWork work, InputStream in, String source)
      throws CommandException {
    boolean progress = surroundings.errorTerminal() && !surroundings.terminal();
    try {
      boolean good = Pipeline.run(work, in, surroundings.out(), surroundings.err(), progress);
      return new Output(good ? ExitStatus.SUCCESS : ExitStatus.MALFORMED, "");
    } catch (UnwritableException e) {
      if (BrokenPipe.is(e.reason())) {
        return Output.of("");
      }
      throw failed("cannot write the output", e);
    } catch (IOException e) {
      throw failed("cannot read " + source, e);
    }
  }

  private static CommandException failed(String attempt, IOException e) {
    return CommandException.of(ExitStatus.FAILED, attempt, String.valueOf(e.getMessage()), List.of(), e);
  }
}
