package dev.tokend.cli.argument;

import dev.tokend.cli.Accounts;
import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.object.SidArgument;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A SID or a name, as somebody types it: well-known names and SDDL aliases first, then users and groups. */
public final class SidWord {
  private SidWord() {}

  /**
   * The SID that a word means.
   *
   * @throws CommandException malformed, of nobody, or of a user and a group alike: a limit on the wrong one is none
   */
  public static Sid parse(String word, Accounts accounts) throws CommandException {
    Sid known = known(word);
    return known != null ? known : account(word, accounts);
  }

  private static @Nullable Sid known(String word) throws CommandException {
    try {
      return SidArgument.parse(word);
    } catch (MalformedException e) {
      throw CommandException.of(ExitStatus.MALFORMED, "cannot read the SID " + word, e.reason(),
          List.of("at character " + e.offset() + ", counted from 0"), e);
    }
  }

  /** The SIDs of a list with commas between. */
  public static List<Sid> list(String list, Accounts accounts) throws CommandException {
    List<Sid> sids = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      sids.add(parse(word.strip(), accounts));
    }
    return sids;
  }

  /**
   * The SID that a word means where it can only mean somebody who logs on: a group of a user's name is not meant.
   *
   * @throws CommandException malformed, or of nobody
   */
  public static Sid user(String word, Accounts accounts) throws CommandException {
    Sid known = known(word);
    if (known != null) {
      return known;
    }
    Integer uid = number(word, accounts::user);
    if (uid == null) {
      throw nobody(word, "no well-known name, no SDDL alias and no user");
    }
    return Sid.unixUser(uid);
  }

  private static Sid account(String name, Accounts accounts) throws CommandException {
    Integer uid = number(name, accounts::user);
    Integer gid = number(name, accounts::group);
    if (uid != null && gid != null) {
      throw CommandException.of(
          ExitStatus.USAGE,
          "cannot tell whom \"" + name + "\" means",
          "a user and a group have that name",
          List.of("the user is " + Sid.unixUser(uid), "the group is " + Sid.unixGroup(gid)),
          null);
    }
    if (uid != null) {
      return Sid.unixUser(uid);
    }
    if (gid != null) {
      return Sid.unixGroup(gid);
    }
    throw nobody(name, "no well-known name, no SDDL alias, no user and no group");
  }

  private interface LookUp {
    @Nullable Integer of(String name) throws IOException;
  }

  private static @Nullable Integer number(String name, LookUp lookUp) throws CommandException {
    try {
      return lookUp.of(name);
    } catch (IOException e) {
      throw CommandException.of(
          ExitStatus.FAILED, "cannot look " + name + " up", String.valueOf(e.getMessage()), List.of(), e);
    }
  }

  private static CommandException nobody(String name, String why) {
    return CommandException.of(ExitStatus.NOT_FOUND, "nobody is called \"" + name + "\"", why, List.of(), null);
  }
}
