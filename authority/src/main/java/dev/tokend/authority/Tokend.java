package dev.tokend.authority;

import dev.tokend.authority.derive.HostFacts;
import dev.tokend.authority.log.EventLog;
import dev.tokend.authority.names.NamesFile;
import dev.tokend.authority.store.Store;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.Fd;
import dev.tokend.linux.kernel.KernelFeatures;
import dev.tokend.linux.names.Group;
import dev.tokend.linux.names.NameService;
import dev.tokend.linux.process.ProcessControl;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.process.StandardStreams;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The {@code tokend} program: starts an authority, says {@code ready}, and serves. */
public final class Tokend {

  /** The version of this build. */
  static final String VERSION = "0.1.0";

  private static final int OWNER_ONLY = 0077;

  private Tokend() {}

  /** Exit status: 0 it has ended well, 1 usage, 5 it could not serve. */
  public static void main(String[] arguments) {
    int status =
        switch (Options.parse(List.of(arguments), VERSION)) {
          case Options.Parsed.Print(String text) -> {
            System.out.print(text);
            System.out.flush();
            yield 0;
          }
          case Options.Parsed.Wrong(String reason) -> {
            System.err.println("tokend: " + reason);
            System.err.print(Options.USAGE);
            yield 1;
          }
          case Options.Parsed.Run(Options options) -> start(options);
        };
    System.exit(status);
  }

  private static int start(Options options) {
    openEveryJar();
    try {
      if (options.machineWide() && ProcessIds.effectiveUid() != 0) {
        throw new IOException("the machine's authority must run as root (--machine)");
      }
      requireKernel();
      ProcessControl.umask(OWNER_ONLY);
      Settings settings = Settings.read(options.config());
      Map<Sid, String> names = NamesFile.read(options.names());
      return serve(options.with(settings), settings, names);
    } catch (IOException e) {
      System.err.println("tokend: " + e.getMessage());
      return 5;
    }
  }

  /**
   * The next build removes the jars of this one. Those that are open by then go on to be read; one that is opened later,
   * for a class that the archive lacks, would be missing.
   */
  private static void openEveryJar() {
    var _ = ClassLoader.getSystemResource("dev/tokend/nowhere");
  }

  private static int serve(Options options, Settings settings, Map<Sid, String> names) throws IOException {
    Fd inherited =
        options.machineWide() ? InheritedListener.find(System.getenv(), ProcessIds.pid(), options.socket()) : null;
    ListeningPlace place =
        inherited == null ? ListeningPlace.take(options) : ListeningPlace.take(options, inherited);
    if (place == null) {
      if (options.machineWide()) {
        throw new IOException("another authority listens at " + options.socket());
      }
      // Whoever started this one can go on.
      System.out.println("ready");
      return 0;
    }
    Thread whenKilled = new Thread(place::close, "when-killed");
    Runtime.getRuntime().addShutdownHook(whenKilled);
    try (EventLog log = EventLog.open(place.folder().resolve("tokend.log"))) {
      dev.tokend.linux.proc.HostFacts host = dev.tokend.linux.proc.HostFacts.read(Path.of("/"));
      Store store = open(place.folder(), host.bootId(), log);
      Authority authority =
          new Authority(
              options,
              place.listener(),
              place.folder(),
              store,
              administrators(settings),
              names,
              host(host),
              log);
      Runtime.getRuntime().addShutdownHook(new Thread(authority::flushTrail, "last-lines"));
      System.out.println("ready");
      if (!options.machineWide()) {
        leaveStarter();
      }
      runToTheEnd(authority, log);
      store.close();
    } finally {
      // At once, so that nobody connects to what answers no more.
      place.close();
    }
    return 0;
  }

  /** What ends it otherwise is written down: its standard error is nowhere by then. */
  private static void runToTheEnd(Authority authority, EventLog log) throws ErrnoException {
    try {
      authority.run();
    } catch (RuntimeException | Error defect) {
      log.write("authority-ended", ProcessIds.effectiveUid(), ProcessIds.pid(), "by a defect of its own: " + defect);
      throw defect;
    }
  }

  /** A user's own authority outlives the command that started it, and the terminal of that command. */
  private static void leaveStarter() throws ErrnoException {
    System.out.flush();
    StandardStreams.release();
    try {
      ProcessControl.newSession();
    } catch (ErrnoException e) {
      // It leads its process group already, as when it was started from a shell: then it stays in the foreground.
      return;
    }
  }

  private static void requireKernel() throws IOException {
    KernelFeatures features = KernelFeatures.probe();
    if (!features.suffice()) {
      throw new IOException("this kernel will not do: " + String.join("; ", features.missing()));
    }
  }

  private static Set<Integer> administrators(Settings settings) throws ErrnoException {
    Set<Integer> gids = new HashSet<>();
    for (String name : settings.administratorsGroups()) {
      Group group = NameService.groupByName(name);
      if (group != null) {
        gids.add(group.gid());
      }
    }
    return gids;
  }

  /** Why it cannot be opened stands in the log, too: standard error may be nobody's. */
  private static Store open(Path folder, String bootId, EventLog log) throws IOException {
    try {
      return Store.open(folder, bootId, ProcessIds.effectiveUid());
    } catch (IOException e) {
      log.write("state-refused", ProcessIds.effectiveUid(), ProcessIds.pid(), String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static HostFacts host(dev.tokend.linux.proc.HostFacts facts) {
    String machineId = facts.machineId();
    return new HostFacts(facts.hostname(), machineId == null ? "" : machineId, facts.kernelRelease());
  }
}
