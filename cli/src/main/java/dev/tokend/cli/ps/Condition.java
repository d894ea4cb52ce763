package dev.tokend.cli.ps;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.view.SidNames;
import dev.tokend.surface.protocol.ListedProcess;
import java.util.List;

/** One {@code --where}: what must hold of a process to be listed. */
sealed interface Condition {
  /** Whether it holds. */
  boolean holds(ListedProcess process, SidNames names);

  /** Fails where the value turns out to mean nothing. */
  default void require(List<ListedProcess> processes, SidNames names) throws CommandException {}

  /** A number against another. */
  record OfNumber(Field field, Comparison comparison, int value) implements Condition {
    @Override
    public boolean holds(ListedProcess process, SidNames names) {
      int number =
          switch (field) {
            case PARENT -> process.parent();
            case INTEGRITY -> process.integrity();
            case ELEVATION -> process.elevation();
            default -> process.pid();
          };
      return comparison.holds(Integer.compareUnsigned(number, value));
    }
  }

  /** The logon session. */
  record OfSession(Comparison comparison, long value) implements Condition {
    @Override
    public boolean holds(ListedProcess process, SidNames names) {
      return comparison.holds(Long.compareUnsigned(process.session().id(), value));
    }
  }

  /** The name of the command; {@code *} stands for any text. */
  record OfName(Comparison comparison, String pattern) implements Condition {
    @Override
    public boolean holds(ListedProcess process, SidNames names) {
      return comparison.holds(Pattern.matches(pattern, process.name()) ? 0 : 1);
    }
  }

  /** The user. */
  record OfUser(Comparison comparison, UserValue value) implements Condition {
    @Override
    public boolean holds(ListedProcess process, SidNames names) {
      return comparison.holds(value.matches(process.user(), names) ? 0 : 1);
    }

    @Override
    public void require(List<ListedProcess> processes, SidNames names) throws CommandException {
      value.require(processes, names);
    }
  }

  /** A privilege; {@code =} has it, {@code !=} has it not. */
  record OfPrivilege(Field field, Comparison comparison, int bit) implements Condition {
    @Override
    public boolean holds(ListedProcess process, SidNames names) {
      long privileges = field == Field.ENABLED ? process.enabled() : process.present();
      return comparison.holds((privileges >>> bit & 1) != 0 ? 0 : 1);
    }
  }

  /** A mark. */
  record OfMark(Field field, boolean value) implements Condition {
    @Override
    public boolean holds(ListedProcess process, SidNames names) {
      ListedProcess.Marks marks = process.marks();
      boolean is =
          switch (field) {
            case RESTRICTED -> marks.restricted();
            case WRITE_RESTRICTED -> marks.restricted() && marks.writeRestricted();
            case CONFINED -> marks.confined();
            case IMPERSONATING -> process.impersonating() != 0;
            default -> marks.bound();
          };
      return is == value;
    }
  }
}
