package dev.tokend.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.Map;

/** The {@code token} command as a process. */
public final class Main {
  private Main() {}

  /**
   * Runs the command and ends the process with its status.
   *
   * @param args without the name of the command
   */
  public static void main(String[] args) {
    // All output is written and nothing else runs; an orderly end of the JVM takes a while.
    Runtime.getRuntime().halt(run(args));
  }

  /** Runs the command in this process, with its environment and streams, and gives the exit status. */
  static int run(String[] args) {
    Map<String, String> environment = System.getenv();
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    Surroundings surroundings = new Surroundings(
        environment, in, out, err, Terminal.is(Terminal.OUTPUT), Terminal.is(Terminal.ERROR), new SystemAccounts());
    return Cli.run(args, surroundings, new LiveAuthority.Factory(environment, System.getProperty("tokend.launcher")));
  }
}
