package dev.tokend.cli.completion;

import dev.tokend.cli.Output;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import java.io.IOException;

/** {@code completion}: the script that completes the command's words in a shell. */
public final class CompletionCommand {
  private CompletionCommand() {}

  /** The output. */
  public static Output run(Session session) throws IOException {
    String shell = session.invocation().operands().getFirst();
    String script = switch (shell) {
      case "bash" -> BashScript.script();
      case "zsh" -> ZshScript.script();
      default -> FishScript.script();
    };
    if (!session.json()) {
      return Output.of(script);
    }
    JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
    document.out().name("shell").value(shell);
    document.out().name("script").value(script);
    return Output.of(document.end());
  }
}
