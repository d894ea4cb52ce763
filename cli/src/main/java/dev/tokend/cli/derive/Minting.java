package dev.tokend.cli.derive;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.SpecFile;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.spec.SpecTextException;
import dev.tokend.surface.spec.TokenSpecText;
import java.io.IOException;

/** A token from a spec, readable or binary (tokens §11). */
public final class Minting {
  private Minting() {}

  /**
   * Makes the token that a file describes.
   *
   * @param name a path, or {@code -} for standard input
   * @return a handle with every right, which the caller closes
   */
  public static TokenHandle of(Asking asking, String name) throws CommandException, IOException {
    byte[] spec = spec(new SpecFile(name, asking.session().surroundings().in()));
    String from = name.equals("-") ? "standard input" : name;
    return asking.about(
        new Target.Self(), "cannot create the token of " + from, () -> asking.client().createToken(spec));
  }

  private static byte[] spec(SpecFile file) throws CommandException {
    byte[] bytes = file.read(1, TokenSpecText.MAX_SIZE);
    boolean text = TokenSpecText.isText(bytes);
    try {
      return text ? TokenSpecText.parse(bytes).toByteArray() : TokenSpec.parse(bytes).toByteArray();
    } catch (SpecTextException e) {
      throw file.malformed("token spec", bytes, e);
    } catch (MalformedException e) {
      throw file.malformed("token spec", bytes, e);
    }
  }
}
