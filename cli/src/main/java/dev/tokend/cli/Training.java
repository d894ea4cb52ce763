package dev.tokend.cli;

import dev.tokend.surface.client.AuthorityLocator;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;

/**
 * The run that the AOT cache of the command is made from: the subcommands that are called most, in one process, so that
 * the cache holds what each of them loads.
 */
public final class Training {
  private static final String[][] LINES = {
    {},
    {"show"},
    {"show", "--all"},
    {"show", "--all", "--json"},
    {"user"},
    {"user", "--raw"},
    {"user", "--label"},
    {"groups"},
    {"privs"},
    {"caps"},
    {"claims"},
    {"integrity"},
    {"logon"},
    {"source"},
    {"stats"},
    {"default-dacl"},
    {"privs", "--json"},
    {"query", "user"},
    {"query", "privileges"},
    {"spec", "new"},
    {"check", "O:SYG:SYD:(D;;0x1;;;AN)(A;;FR;;;WD)S:(ML;;NW;;;LW)", "--access", "read"},
    {"check", "O:SYG:SYD:(D;;FW;;;WD)(XA;;FA;;;WD;(@User.x == 1))", "--access", "write", "--explain"},
    {"check", "O:SYG:SYD:(A;;FR;;;WD)", "--access", "max", "--json"},
    {"sd", "O:SYG:SYD:(A;;FR;;;WD)"},
    {"sid", "BA", "root"},
    {"authority", "status"},
    {"help"},
    {"help", "show"},
    {"version"},
    {"--no-such-flag"},
    {"user", "--pid", "2147483647"},
  };

  private Training() {}

  /**
   * Runs the subcommands against an authority and stops it.
   *
   * @param args the authority's socket
   */
  public static void main(String[] args) {
    lookForOwnAuthority();
    String[] authority = {"--authority", args[0]};
    for (String[] line : LINES) {
      Main.run(joined(authority, line));
    }
    System.exit(Main.run(joined(authority, new String[] {"authority", "stop"})));
  }

  /** The commands below name their authority; the usual way to find it is exercised apart. */
  private static void lookForOwnAuthority() {
    try {
      TokenClient.connect(AuthorityLocator.locate(null, null, null), null).close();
    } catch (IOException e) {
      // None runs, which is as good.
      return;
    }
  }

  private static String[] joined(String[] first, String[] second) {
    String[] all = new String[first.length + second.length];
    System.arraycopy(first, 0, all, 0, first.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
