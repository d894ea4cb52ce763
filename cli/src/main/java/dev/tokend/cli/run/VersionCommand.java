package dev.tokend.cli.run;

import dev.tokend.cli.Version;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import java.io.IOException;

/** {@code version}. */
public final class VersionCommand {
  private VersionCommand() {}

  /** The output. */
  public static String run(Session session) throws IOException {
    if (!session.json()) {
      return "token " + Version.NUMBER + ", KACS v" + Version.KACS + "\n";
    }
    JsonDocument document = new JsonDocument(SidNames.local(SidForm.RAW));
    document.out().name("version").value(Version.NUMBER);
    document.out().name("kacs").value(Version.KACS);
    return document.end();
  }
}
