package dev.tokend.authority.names;

import dev.tokend.authority.derive.AccountFacts;
import dev.tokend.authority.derive.Accounts;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.names.Account;
import dev.tokend.linux.names.Group;
import dev.tokend.linux.names.NameService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that the authority gives SIDs: the names file first, then users and groups of the name service. */
public final class Names implements Accounts {

  /** How long a request waits for the name service. */
  private static final long PATIENCE_NANOS = 250_000_000L;

  private static final long UNIX_AUTHORITY = 22;
  private static final int UNIX_USER = 1;
  private static final int UNIX_GROUP = 2;

  private final Map<Sid, String> file;
  private final TimedCache<Account> users;
  private final TimedCache<Group> groups;
  private final TimedCache<Account> accounts;

  /**
   * @param file names of SIDs that an administrator chose
   * @param background where the name service is asked for names
   * @param forAccounts where it is asked for accounts, so that whoever asks for many names does not delay the tokens of
   *     others
   */
  public Names(Map<Sid, String> file, Background background, Background forAccounts) {
    this.file = Map.copyOf(file);
    this.users = new TimedCache<>(Names::userById, background, PATIENCE_NANOS);
    this.groups = new TimedCache<>(Names::groupById, background, PATIENCE_NANOS);
    this.accounts = new TimedCache<>(Names::userById, forAccounts, PATIENCE_NANOS);
  }

  private static @Nullable Account userById(int uid) {
    try {
      return NameService.userById(uid);
    } catch (ErrnoException e) {
      // A name is a courtesy: a service that fails knows none.
      return null;
    }
  }

  private static @Nullable Group groupById(int gid) {
    try {
      return NameService.groupById(gid);
    } catch (ErrnoException e) {
      return null;
    }
  }

  @Override
  public Known account(int uid) {
    TimedCache.Lookup<Account> lookup = accounts.lookup(uid, System.nanoTime());
    Account account = lookup.value();
    AccountFacts facts =
        account == null ? null : new AccountFacts(account.name(), account.home(), account.shell());
    return new Known(facts, lookup.settled());
  }

  /** The names of SIDs in their order, null where none is known; or null while it is worth waiting for some. */
  public @Nullable List<@Nullable String> of(List<Sid> sids) {
    long now = System.nanoTime();
    List<@Nullable String> names = new ArrayList<>(sids.size());
    boolean settled = true;
    for (Sid sid : sids) {
      String chosen = file.get(sid);
      if (chosen != null || !isUnix(sid)) {
        names.add(chosen);
      } else if (sid.subAuthority(0) == UNIX_USER) {
        TimedCache.Lookup<Account> lookup = users.lookup(sid.rid(), now);
        Account account = lookup.value();
        names.add(account == null ? null : account.name());
        settled &= lookup.settled();
      } else {
        TimedCache.Lookup<Group> lookup = groups.lookup(sid.rid(), now);
        Group group = lookup.value();
        names.add(group == null ? null : group.name());
        settled &= lookup.settled();
      }
    }
    return settled ? names : null;
  }

  private static boolean isUnix(Sid sid) {
    return sid.authority() == UNIX_AUTHORITY
        && sid.subAuthorityCount() == 2
        && (sid.subAuthority(0) == UNIX_USER || sid.subAuthority(0) == UNIX_GROUP);
  }

  /** Takes in what the name service has answered since. */
  public void takeAnswers() {
    long now = System.nanoTime();
    users.takeCompletions(now);
    accounts.takeCompletions(now);
    groups.takeCompletions(now);
  }
}
