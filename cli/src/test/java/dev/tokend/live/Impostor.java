package dev.tokend.live;

import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Exec;
import dev.tokend.surface.protocol.Target;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Asks the authority who it is, and becomes another program before it can be looked at. The answer is for whoever gave
 * it descriptor 6, over which it hands the connection.
 *
 * <p>Arguments: the authority's socket, or the number of a descriptor that is a connection already; then the program.
 */
final class Impostor {
  static final int FOR_THE_CONNECTION = 6;

  private Impostor() {}

  public static void main(String[] arguments) throws Exception {
    RawClient client = arguments[0].startsWith("/")
        ? RawClient.connect(Path.of(arguments[0]))
        : RawClient.inherited(Integer.parseInt(arguments[0]));
    RawClient.inherited(FOR_THE_CONNECTION).send(new byte[1], client.number());
    client.send(RawClient.inspect(new Target.Self(), QueryClass.PRIVILEGES));
    throw Exec.replace(Command.of(Arrays.copyOfRange(arguments, 1, arguments.length)));
  }
}
