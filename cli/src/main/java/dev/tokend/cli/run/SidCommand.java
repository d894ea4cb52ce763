package dev.tokend.cli.run;

import dev.tokend.cli.Accounts;
import dev.tokend.cli.Authority;
import dev.tokend.cli.ClientFactory;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.Output;
import dev.tokend.cli.json.SidJson;
import dev.tokend.cli.object.SidArgument;
import dev.tokend.cli.text.Printable;
import dev.tokend.cli.text.SidTable;
import dev.tokend.cli.view.SidMeaning;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.catalog.WellKnownSids;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** {@code sid}: names by the catalogue and the authority, accounts by the name service. */
public final class SidCommand {
  private SidCommand() {}

  /** The output; not found if a word means nothing. */
  public static Output run(Session session) throws CommandException, IOException {
    List<SidMeaning> meanings = new ArrayList<>();
    boolean all = true;
    for (String word : session.invocation().operands()) {
      int before = meanings.size();
      add(word, session.surroundings().accounts(), meanings);
      if (meanings.size() == before) {
        meanings.add(new SidMeaning(word, null, SidMeaning.Kind.NOTHING));
        all = false;
      }
    }
    SidNames names = names(session, meanings);
    ExitStatus status = all ? ExitStatus.SUCCESS : ExitStatus.NOT_FOUND;
    return new Output(
        status, session.json() ? SidJson.of(meanings, names) : SidTable.of(meanings, names, session.style()));
  }

  private static void add(String word, Accounts accounts, List<SidMeaning> meanings) throws CommandException {
    if (SidArgument.isNumeric(word)) {
      meanings.add(new SidMeaning(word, parse(word), SidMeaning.Kind.SID));
      return;
    }
    Sid named = WellKnownSids.byLabel(word);
    if (named != null) {
      meanings.add(new SidMeaning(word, named, SidMeaning.Kind.WELL_KNOWN));
    }
    Sid aliased = WellKnownSids.byAlias(word);
    if (aliased != null) {
      meanings.add(new SidMeaning(word, aliased, SidMeaning.Kind.ALIAS));
    }
    addAccounts(word, accounts, meanings);
  }

  private static void addAccounts(String word, Accounts accounts, List<SidMeaning> meanings) throws CommandException {
    try {
      Integer uid = accounts.user(word);
      if (uid != null) {
        meanings.add(new SidMeaning(word, Sid.unixUser(uid), SidMeaning.Kind.USER));
      }
      Integer gid = accounts.group(word);
      if (gid != null) {
        meanings.add(new SidMeaning(word, Sid.unixGroup(gid), SidMeaning.Kind.GROUP));
      }
    } catch (IOException e) {
      throw CommandException.of(
          ExitStatus.FAILED, "cannot look " + Printable.brief(word) + " up", String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  private static Sid parse(String word) throws CommandException {
    try {
      return Sid.parse(word);
    } catch (MalformedException e) {
      throw CommandException.of(ExitStatus.MALFORMED, "cannot read the SID " + Printable.brief(word), e.reason(),
          List.of("at character " + e.offset() + ", counted from 0"), e);
    }
  }

  /** Only SIDs that were given as such are looked up: of the others a name is known. */
  private static SidNames names(Session session, List<SidMeaning> meanings) throws IOException {
    SidNames local = SidNames.local(session.form());
    List<Sid> given = new ArrayList<>();
    for (SidMeaning meaning : meanings) {
      Sid sid = meaning.sid();
      if (sid != null && meaning.kind() == SidMeaning.Kind.SID) {
        given.add(sid);
      }
    }
    if (local.unknown(given).isEmpty()) {
      return local;
    }
    try (Authority authority = session.connect(ClientFactory.Starting.ON_DEMAND)) {
      return session.names(authority, given);
    }
  }
}
