package dev.tokend.cli.watch;

import dev.tokend.cli.diff.TokenChanges;
import dev.tokend.cli.run.Targets;
import dev.tokend.cli.text.DiffText;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.text.WatchText;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenChange;
import dev.tokend.surface.protocol.TokenChange.By;
import java.util.ArrayList;
import java.util.List;

/** A change as text. */
record ReportText(Report report, Target target, SidNames names) {

  String text(Style style) {
    TokenChange change = report.change();
    TokenChanges differences = report.differences();
    List<DiffText.Row> rows = differences == null ? List.of() : differences.rows(names);
    return WatchText.of(Times.text(change.atMillis()), what(change) + by(change), remarks(change), rows, style);
  }

  private String what(TokenChange change) {
    return switch (change.kind()) {
      case BEGUN -> (report.gap() ? "watching again " : "watching ") + Targets.described(target) + token();
      case ADJUSTED -> change.operation().equals(Operation.SET_SD.word())
          ? "the token's own security descriptor was replaced"
          : "adjusted (" + change.operation() + ')';
      case LINKED -> "elevation changed (" + change.operation() + ')';
      case SESSION_INVALIDATED -> "the logon session was invalidated";
      case REPLACED -> change.operation().equals(Operation.RUN.word())
          ? "lowered itself" + token()
          : "another primary token was installed" + token();
      case DERIVED_AGAIN -> "derived again from what Linux says" + token();
      case IMPERSONATED -> "the thread acts as another token" + token();
      case REVERTED -> "the thread acts as its process again" + token();
      case PROCESS_ENDED -> "the process has ended";
      case HANDLE_CLOSED -> "the handle was closed";
      case THREAD_ENDED -> "the thread has ended";
    };
  }

  private String token() {
    TokenView token = report.token();
    return token == null
        ? ""
        : ": token " + Long.toUnsignedString(token.statistics().tokenId()) + " of " + names.text(token.user());
  }

  private String by(TokenChange change) {
    return switch (change.by()) {
      case By.Nobody n -> "";
      case By.Untold u -> ", by whom is not told";
      case By.Somebody some -> ", by " + names.text(some.user()) + (some.impersonating() ? " (impersonated)" : "")
          + ", " + (some.name().isEmpty() ? "process " + some.pid() : some.name() + '[' + some.pid() + ']');
    };
  }

  private List<String> remarks(TokenChange change) {
    List<String> remarks = new ArrayList<>();
    if (report.gap()) {
      remarks.add("what happened meanwhile is not known, but for what it changed");
    } else if (change.missed() != 0) {
      remarks.add(
          change.missed() == 1
              ? "1 change before it was not read in time; what it changed is told here"
              : change.missed() + " changes before it were not read in time; what they changed is told here");
    }
    TokenChanges differences = report.differences();
    boolean ended = switch (change.kind()) {
      case PROCESS_ENDED, HANDLE_CLOSED, THREAD_ENDED -> true;
      default -> false;
    };
    if (report.token() == null && !ended) {
      remarks.add("you may not look at this token");
    } else if (differences != null && differences.none() && !change.operation().equals(Operation.SET_SD.word())) {
      remarks.add("nothing is different");
    }
    return remarks;
  }
}
