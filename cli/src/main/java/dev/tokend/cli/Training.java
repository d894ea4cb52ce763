package dev.tokend.cli;

import dev.tokend.surface.client.AuthorityLocator;
import dev.tokend.surface.client.TokenClient;
import java.io.IOException;

/**
 * The run that the class archive of the command is made from: the typical subcommands in one process, so that the
 * archive holds what each of them loads.
 */
public final class Training {
  /** Stands for the file with a readable spec. */
  private static final String SPEC = "SPEC";

  /** Does not exist. As {@code --} has it, the last argument of this process must be the same. */
  private static final String NO_COMMAND = "/no/such/command";

  private static final String[][] LINES = {
    {},
    {"show"},
    {"show", "--all"},
    {"show", "--all", "--json"},
    {"user"},
    {"user", "--raw"},
    {"user", "--label"},
    {"owner"},
    {"group"},
    {"groups"},
    {"privs"},
    {"caps"},
    {"claims"},
    {"integrity"},
    {"logon"},
    {"source"},
    {"origin"},
    {"stats"},
    {"default-dacl"},
    {"privs", "--json"},
    {"query", "user"},
    {"query", "privileges"},
    {"check", "O:SYG:SYD:(D;;0x1;;;AN)(A;;FR;;;WD)S:(ML;;NW;;;LW)", "--access", "read"},
    {"check", "O:SYG:SYD:(D;;FW;;;WD)(XA;;FA;;;WD;(@User.x == 1))", "--access", "write", "--explain"},
    {"check", "O:SYG:SYD:(A;;FR;;;WD)", "--access", "max", "--json"},
    {"check", "O:SYG:SYD:(A;;FR;;;WD)", "--access", "write", "--explain", "--json"},
    {"sd", "O:SYG:SYD:(A;;FR;;;WD)"},
    {"sd", "O:SYG:SYD:(A;;FR;;;WD)", "--json"},
    {"authority", "status"},
    {"help"},
    {"help", "show"},
    {"version"},
    {"--no-such-flag"},
    {"user", "--pid", "2147483647"},
    {"sid", "BA", "root"},
    {"sid", "BA", "--json"},
    {"diff", "self", "pid:1"},
    {"diff", "self", "spec:" + SPEC},
    {"diff", "self", "spec:" + SPEC, "--json"},
    {"ps"},
    {"ps", "--tree"},
    {"ps", "--json"},
    {"spec", "new"},
    {"spec", "encode", SPEC, "--json"},
    {"adjust", "privs", "SeChangeNotifyPrivilege=enabled"},
    {"adjust", "groups", "--reset"},
    {"adjust", "default", "--owner-idx", "0"},
    {"restrict", "--drop-privs", "all"},
    {"restrict", "--deny", "WD", "--restrict", "WD", "--json"},
    {"duplicate"},
    {"duplicate", "--type", "impersonation", "--pin-as", "training"},
    {"pins"},
    {"pins", "--json"},
    {"show", "--pin", "training"},
    {"impersonate", "--pin", "training"},
    {"unpin", "training"},
    {"create", SPEC},
    {"linked"},
    {"revert"},
    {"session", "list"},
    {"session", "list", "--json"},
    {"session", "show"},
    {"completion", "bash"},
    {"completion", "zsh"},
    {"completion", "fish"},
    {"help", "--man"},
    {"impersonate", "--self", "--", NO_COMMAND},
    {"create", SPEC, "--", NO_COMMAND},
    {"run", "--", NO_COMMAND},
    {"run", "--drop-privs", "SeRestorePrivilege", "--", NO_COMMAND},
  };

  private Training() {}

  /**
   * Runs subcommands against an authority.
   *
   * @param args the authority's socket, a file with a readable spec, and the name of a command that does not exist
   */
  public static void main(String[] args) {
    lookForOwnAuthority();
    for (String[] line : LINES) {
      Main.run(commandLine(args[0], args[1], line));
    }
  }

  /** The commands above name their authority; the usual way to find it is exercised apart. */
  private static void lookForOwnAuthority() {
    try {
      TokenClient.connect(AuthorityLocator.locate(null, null, null), null).close();
    } catch (IOException e) {
      // None runs, which is as good.
      return;
    }
  }

  private static String[] commandLine(String socket, String spec, String[] line) {
    String[] all = new String[2 + line.length];
    all[0] = "--authority";
    all[1] = socket;
    for (int i = 0; i < line.length; i++) {
      all[2 + i] = line[i].replace(SPEC, spec);
    }
    return all;
  }
}
