package dev.tokend.cli.diff;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.command.Flags;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.run.Asking;
import dev.tokend.cli.run.InspectCommand;
import dev.tokend.cli.run.Session;
import dev.tokend.cli.run.SpecFile;
import dev.tokend.cli.view.Fields;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenView;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.TokenSpec;
import dev.tokend.surface.spec.SpecTextException;
import dev.tokend.surface.spec.TokenSpecText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code diff A B}: both are read over one connection, and none is made where no operand is a token. */
public final class DiffCommand {
  private final Session session;
  private final Operand first;
  private final Operand second;

  private DiffCommand(Session session, Operand first, Operand second) {
    this.session = session;
    this.first = first;
    this.second = second;
  }

  /** The output; exit status 6 where the tokens differ. */
  public static Output run(Session session) throws CommandException, UsageException, IOException {
    List<String> words = session.invocation().operands();
    Operand first = Operand.parse(words.get(0));
    Operand second = Operand.parse(words.get(1));
    if (first instanceof Operand.Spec(String a, String file) && file.equals("-") && first.equals(second)) {
      throw new UsageException(
          "one argument too many", a + " twice: it can be read once", List.of(), "token help diff");
    }
    return new DiffCommand(session, first, second).run();
  }

  /** What an operand turned out to be. */
  private sealed interface Side {
    /** Whose it is. */
    Sid user();

    record OfToken(TokenView token) implements Side {
      @Override
      public Sid user() {
        return token.user();
      }
    }

    record OfSpec(TokenSpec spec) implements Side {
      @Override
      public Sid user() {
        return spec.user();
      }
    }
  }

  private Output run() throws CommandException, IOException {
    if (first instanceof Operand.Spec a && second instanceof Operand.Spec b) {
      Side before = new Side.OfSpec(read(a));
      Side after = new Side.OfSpec(read(b));
      return output(before, after, compare(before, after), SidNames.local(session.form()));
    }
    try (Asking asking = Asking.connect(session)) {
      Side before = read(asking, first, "first");
      Side after = read(asking, second, "second");
      Comparison comparison = compare(before, after);
      return output(before, after, comparison, session.names(asking.authority(), sids(before, after, comparison)));
    }
  }

  private Comparison compare(Side before, Side after) {
    boolean tokens = before instanceof Side.OfToken && after instanceof Side.OfToken;
    Comparison comparison = Comparison.of(listing(before, tokens), listing(after, tokens));
    return session.invocation().has(Flags.ALL) ? comparison : comparison.ofIdentities();
  }

  private static Listing listing(Side side, boolean withLogonSid) {
    return switch (side) {
      case Side.OfToken(TokenView token) -> Listings.of(token, withLogonSid);
      case Side.OfSpec(TokenSpec spec) -> Listings.of(spec);
    };
  }

  private Side read(Asking asking, Operand operand, String which) throws CommandException, IOException {
    return switch (operand) {
      case Operand.Spec spec -> new Side.OfSpec(read(spec));
      case Operand.Live(String word, var target) -> {
        String attempt = "cannot read the " + which + " token, " + word;
        Fields fields = Fields.all();
        var inspection = asking.about(
            target,
            attempt,
            () -> asking.authority()
                .inspect(target, InspectCommand.TOKEN_QUERY, fields.classes(), fields.needsFacts()));
        yield new Side.OfToken(InspectCommand.decode(inspection, target));
      }
    };
  }

  private TokenSpec read(Operand.Spec operand) throws CommandException {
    SpecFile file = new SpecFile(operand.file(), session.surroundings().in());
    byte[] bytes = file.read(1, TokenSpecText.MAX_SIZE);
    try {
      return TokenSpecText.isText(bytes) ? TokenSpecText.parse(bytes) : TokenSpec.parse(bytes);
    } catch (SpecTextException e) {
      throw file.malformed("token spec", bytes, e);
    } catch (MalformedException e) {
      throw file.malformed("token spec", bytes, e);
    }
  }

  private static List<Sid> sids(Side before, Side after, Comparison comparison) {
    List<Sid> sids = new ArrayList<>(List.of(before.user(), after.user()));
    for (Difference difference : comparison.differences()) {
      sids.addAll(difference.sids());
    }
    return sids;
  }

  private Output output(Side before, Side after, Comparison comparison, SidNames names) throws IOException {
    ExitStatus status = comparison.same() ? ExitStatus.SUCCESS : ExitStatus.DIFFERENT;
    if (session.json()) {
      return new Output(status, DiffJson.of(first, second, comparison, names));
    }
    DiffPage page = new DiffPage(
        new DiffPage.Side(first, before.user()), new DiffPage.Side(second, after.user()), comparison, names);
    boolean oneObject = before instanceof Side.OfToken(TokenView a)
        && after instanceof Side.OfToken(TokenView b)
        && a.statistics().tokenId() == b.statistics().tokenId();
    return new Output(status, page.text(oneObject, session.style()));
  }
}
