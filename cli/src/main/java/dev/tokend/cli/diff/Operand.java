package dev.tokend.cli.diff;

import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.command.ValueKind;
import dev.tokend.cli.run.Targets;
import dev.tokend.surface.protocol.PinName;
import dev.tokend.surface.protocol.Target;
import java.util.List;

/** One of the two things to compare, as the command line names it. */
sealed interface Operand {
  /** What an operand may be. */
  String EXPECTED = "self, real, pid:N, tid:P/T, fd:N, pin:NAME, peer:FD or spec:FILE";

  /** As it was typed. */
  String word();

  /** Short enough to stand over a column. */
  default String heading() {
    return word();
  }

  /** In words: {@code the token of process 4821}. */
  String described();

  /** A token that is there. */
  record Live(String word, Target target) implements Operand {
    @Override
    public String described() {
      return Targets.described(target);
    }
  }

  /** A file with what a token is made from; {@code -} is standard input. */
  record Spec(String word, String file) implements Operand {
    /** Without the folder. */
    @Override
    public String heading() {
      return "spec:" + file.substring(file.lastIndexOf('/') + 1);
    }

    @Override
    public String described() {
      return "the spec in " + (file.equals("-") ? "standard input" : file);
    }
  }

  /** Reads a word. */
  static Operand parse(String word) throws UsageException {
    int colon = word.indexOf(':');
    String value = word.substring(colon + 1);
    return switch (word.substring(0, Math.max(0, colon))) {
      case "" -> bare(word);
      case "pid" -> live(word, ValueKind.PID.accepts(value), () -> new Target.Process(Integer.parseInt(value)));
      case "tid" -> thread(word, value);
      case "fd" -> live(word, ValueKind.DESCRIPTOR.accepts(value), () -> new Target.Handle(Integer.parseInt(value)));
      case "peer" -> live(word, ValueKind.DESCRIPTOR.accepts(value), () -> new Target.Peer(Integer.parseInt(value)));
      case "pin" -> live(word, ValueKind.PIN.accepts(value), () -> new Target.Pin(new PinName(value)));
      case "spec" -> {
        if (value.isEmpty()) {
          throw bad(word, List.of());
        }
        yield new Spec(word, value);
      }
      default -> throw bad(word, List.of());
    };
  }

  private static Operand bare(String word) throws UsageException {
    return switch (word) {
      case "self" -> new Live(word, new Target.Self());
      case "real" -> new Live(word, new Target.Real());
      default -> throw bad(word, ValueKind.PID.accepts(word) ? List.of("pid:" + word) : List.of());
    };
  }

  private static Operand thread(String word, String value) throws UsageException {
    int slash = value.indexOf('/');
    String pid = value.substring(0, Math.max(0, slash));
    String tid = value.substring(slash + 1);
    return live(
        word,
        ValueKind.PID.accepts(pid) && ValueKind.TID.accepts(tid),
        () -> new Target.Thread(Integer.parseInt(pid), Integer.parseInt(tid)));
  }

  /** Makes a target of a value that is good for it. */
  interface Made {
    /** The target. */
    Target target();
  }

  private static Operand live(String word, boolean good, Made made) throws UsageException {
    if (!good) {
      throw bad(word, List.of());
    }
    return new Live(word, made.target());
  }

  private static UsageException bad(String word, List<String> near) {
    return new UsageException("unknown token", "\"" + word + "\", expected " + EXPECTED, near, "token help diff");
  }
}
