package dev.tokend.linux;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.ProcessIds;
import dev.tokend.linux.socket.UnixSocket;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Commands under another user, and JVMs that run a class of these tests. */
public final class ForeignUser {
  /** The overflow uid, which every system has. */
  public static final int NOBODY = 65534;

  private ForeignUser() {}

  /** Skips the test unless this process may become another user by setpriv(1). */
  public static void assumeRoot() {
    assumeTrue(ProcessIds.effectiveUid() == 0, "only root can become another user");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "setpriv is not installed");
  }

  /** A command as {@link #NOBODY} with these supplementary groups. */
  public static Command command(int[] groups, String... arguments) {
    List<String> all = new ArrayList<>(List.of("setpriv", "--reuid", "65534", "--regid", "65534"));
    if (groups.length == 0) {
      all.add("--clear-groups");
    } else {
      StringBuilder list = new StringBuilder();
      for (int group : groups) {
        list.append(list.isEmpty() ? "" : ",").append(Integer.toUnsignedString(group));
      }
      all.add("--groups");
      all.add(list.toString());
    }
    all.addAll(List.of(arguments));
    return Command.of(all.toArray(String[]::new));
  }

  /** The command line of a JVM that runs a main class of these tests. */
  public static String[] java(Class<?> main, String... arguments) {
    List<String> all = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        folder(UnixSocket.class) + File.pathSeparator + folder(main),
        main.getName()));
    all.addAll(List.of(arguments));
    return all.toArray(String[]::new);
  }

  private static String folder(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
