package dev.tokend.cli.run;

import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.surface.client.AuthorityUnreachableException;
import dev.tokend.surface.client.BadDescriptorException;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenHandle;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.util.List;

/** What a subcommand asks of its authority; every way in which that fails becomes an error of the command. */
public final class Asking implements AutoCloseable {
  private final Session session;
  private final Authority authority;

  private Asking(Session session, Authority authority) {
    this.session = session;
    this.authority = authority;
  }

  /** Connects; the user's own authority is started if none runs. */
  public static Asking connect(Session session) throws IOException {
    return new Asking(session, session.connect(ClientFactory.Starting.ON_DEMAND));
  }

  /** One request, or several that are one attempt. */
  public interface Question<T> {
    /** Asks it. */
    T ask() throws RefusedException, IOException;
  }

  /** A request that is answered by its success. */
  public interface Wish {
    /** Asks for it. */
    void ask() throws RefusedException, IOException;
  }

  /** The running subcommand. */
  public Session session() {
    return session;
  }

  /** Whom it asks. */
  public Authority authority() {
    return authority;
  }

  /** The client library, for what changes tokens and passes handles. */
  public TokenClient client() {
    return authority.client();
  }

  /**
   * Asks something about a token.
   *
   * @param attempt what is tried, for the error: {@code cannot copy the token of process 4821}
   */
  public <T> T about(Target target, String attempt, Question<T> question) throws CommandException, IOException {
    try {
      return question.ask();
    } catch (RefusedException e) {
      throw Refusals.of(e, attempt, target, session, authority);
    } catch (BadDescriptorException e) {
      throw CommandException.of(ExitStatus.NOT_FOUND, attempt, "no such descriptor was inherited", List.of(), e);
    } catch (AuthorityUnreachableException e) {
      throw e;
    } catch (IOException e) {
      throw CommandException.of(ExitStatus.FAILED, attempt, String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  /** Asks for something to be done with a token. */
  public void wish(Target target, String attempt, Wish wish) throws CommandException, IOException {
    Object _ = about(
        target,
        attempt,
        () -> {
          wish.ask();
          return attempt;
        });
  }

  /**
   * Opens a token, or takes over the handle that is the target.
   *
   * @param accessMask the rights that are needed; of a handle, a peer it is what it is
   * @return a handle that the caller closes
   */
  public TokenHandle open(Target target, int accessMask) throws CommandException, IOException {
    return about(
        target,
        "cannot open " + Targets.described(target),
        () -> target instanceof Target.Handle
            ? client().adopt(target.fd())
            : client().open(target, accessMask));
  }

  /** Reads classes of a token; needs TOKEN_QUERY. */
  public Inspection read(Target target, int classes, boolean withFacts) throws CommandException, IOException {
    return InspectCommand.read(session, authority, target, classes, withFacts);
  }

  @Override
  public void close() throws IOException {
    authority.close();
  }
}
