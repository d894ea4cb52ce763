package dev.tokend.authority;

import dev.tokend.authority.audit.TrailPlace;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an authority was started.
 *
 * @param machineWide whether it serves every user; else only the one it runs as, and root
 * @param socket where it listens
 * @param idleSeconds after how much idleness it ends while it holds nothing but derived tokens; 0 = never
 * @param config the settings file; it need not exist
 * @param names the names file; it need not exist
 * @param audit where the audit trail is written to
 */
record Options(boolean machineWide, Path socket, int idleSeconds, Path config, Path names, TrailPlace audit) {

  static final String USAGE =
      """
      usage: tokend --machine [--socket PATH]
             tokend --own --socket PATH [--idle SECONDS | --stay]
             tokend --help | --version

        --machine        serve every user of the machine; needs root
        --own            serve only the user it runs as, and root
        --socket PATH    listen there; with --machine /run/tokend/tokend.sock unless given
        --idle SECONDS   end after so long without a connection, while nothing but derived
                         tokens is held; 600 unless given
        --stay           never end for idleness
        --config FILE    settings; /etc/tokend/tokend.conf unless given
        --names FILE     names of SIDs; /etc/tokend/names unless given
        --audit WHERE    write the audit trail to: journal (systemd's), file (audit.jsonl
                         beside the socket), the absolute path of a file, or off; unless given,
                         with --machine as the settings say ("audit = WHERE"), or to the journal
                         where there is one, else to the file
      """;

  private static final int IDLE_SECONDS = 600;
  private static final Path MACHINE_SOCKET = Path.of("/run/tokend/tokend.sock");

  /** What the arguments ask for. */
  sealed interface Parsed {
    /** To run. */
    record Run(Options options) implements Parsed {}

    /** To print something and end well. */
    record Print(String text) implements Parsed {}

    /** Nothing sensible. */
    record Wrong(String reason) implements Parsed {}
  }

  static Parsed parse(List<String> arguments, String version) {
    Boolean machineWide = null;
    Path socket = null;
    Integer idle = null;
    Path config = Path.of("/etc/tokend/tokend.conf");
    Path names = Path.of("/etc/tokend/names");
    TrailPlace audit = new TrailPlace.Automatic();
    for (int i = 0; i < arguments.size(); i++) {
      String flag = arguments.get(i);
      switch (flag) {
        case "--help", "-h" -> {
          return new Parsed.Print(USAGE);
        }
        case "--version" -> {
          return new Parsed.Print("tokend " + version + "\n");
        }
        case "--machine", "--own" -> {
          if (machineWide != null) {
            return new Parsed.Wrong("--machine and --own: one of them, once");
          }
          machineWide = flag.equals("--machine");
        }
        case "--stay" -> idle = 0;
        case "--socket", "--config", "--names", "--audit", "--idle" -> {
          if (++i == arguments.size() || arguments.get(i).isEmpty()) {
            return new Parsed.Wrong(flag + " needs a value");
          }
          String value = arguments.get(i);
          switch (flag) {
            case "--socket" -> socket = Path.of(value);
            case "--config" -> config = Path.of(value);
            case "--names" -> names = Path.of(value);
            case "--audit" -> {
              audit = TrailPlace.parse(value);
              if (audit == null) {
                return new Parsed.Wrong("--audit " + value + ": journal, file, off or an absolute path was expected");
              }
            }
            default -> {
              idle = seconds(value);
              if (idle == null) {
                return new Parsed.Wrong("--idle " + value + ": a number of seconds from 1 to 2147483 was expected");
              }
            }
          }
        }
        default -> {
          return new Parsed.Wrong("unknown argument " + flag);
        }
      }
    }
    return finished(machineWide, socket, idle, config, names, audit);
  }

  private static Parsed finished(
      @Nullable Boolean machineWide, @Nullable Path socket, @Nullable Integer idle, Path config, Path names, TrailPlace audit) {
    if (machineWide == null) {
      return new Parsed.Wrong("--machine or --own must be given");
    }
    if (machineWide && idle != null && idle != 0) {
      return new Parsed.Wrong("the machine's authority does not end for idleness");
    }
    if (!machineWide && socket == null) {
      return new Parsed.Wrong("--own needs --socket PATH");
    }
    Path path = socket == null ? MACHINE_SOCKET : socket;
    int idleSeconds = machineWide ? 0 : idle == null ? IDLE_SECONDS : idle;
    return new Parsed.Run(new Options(machineWide, path.toAbsolutePath(), idleSeconds, config, names, audit));
  }

  /** With what the settings say where the command line says nothing; those of the audit trail are for the machine's. */
  Options with(Settings settings) {
    return machineWide && audit instanceof TrailPlace.Automatic
        ? new Options(machineWide, socket, idleSeconds, config, names, settings.audit())
        : this;
  }

  private static @Nullable Integer seconds(String value) {
    try {
      int seconds = Integer.parseInt(value);
      return seconds >= 1 && seconds <= Integer.MAX_VALUE / 1000 ? seconds : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
