package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.Surroundings;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.Invocation;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.client.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a running subcommand has at hand.
 *
 * @param invocation the command line
 * @param factory where authorities come from
 * @param style emphasis of text
 * @param surroundings streams and accounts
 */
public record Session(Invocation invocation, ClientFactory factory, Style style, Surroundings surroundings) {

  /** Connects to the authority that the command line or the environment names. */
  public Authority connect(ClientFactory.Starting starting) throws IOException {
    return factory.connect(invocation.value(Flags.AUTHORITY), starting);
  }

  /** Whether JSON is asked for. */
  public boolean json() {
    return invocation.has(Flags.JSON);
  }

  /** How SIDs are to be written. */
  public SidForm form() {
    if (invocation.has(Flags.RAW)) {
      return SidForm.RAW;
    }
    return invocation.has(Flags.LABEL) ? SidForm.LABEL : SidForm.BOTH;
  }

  /** Says something on standard error that is no failure. */
  public void warn(String notice) throws IOException {
    surroundings.err().write(("token: " + notice + "\n").getBytes(StandardCharsets.UTF_8));
    surroundings.err().flush();
  }

  /** The names of these SIDs, as far as they can be had: names never make a subcommand fail. */
  public SidNames names(Authority authority, List<Sid> sids) {
    SidNames local = SidNames.local(form());
    List<Sid> unknown = local.unknown(sids);
    if (unknown.isEmpty()) {
      return local;
    }
    try {
      return local.with(authority.names(unknown));
    } catch (RefusedException | IOException e) {
      return local;
    }
  }
}
