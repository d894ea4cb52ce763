package dev.tokend.cli.argument;

import dev.tokend.cli.CommandException;
import dev.tokend.cli.ExitStatus;
import dev.tokend.cli.command.UsageException;
import dev.tokend.cli.object.SidArgument;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.List;

/** A group of a token as somebody types it: its index, its SID, or its name. */
public final class GroupWord {
  private final String token;
  private final List<SidAndAttributes> groups;
  private final SidNames names;

  /**
   * @param token whose groups, for errors: {@code the token of process 4821}
   * @param groups in the order of their indices
   * @param names their names
   */
  public GroupWord(String token, List<SidAndAttributes> groups, SidNames names) {
    this.token = token;
    this.groups = groups;
    this.names = names;
  }

  /** The index of a group. */
  public int index(String word) throws CommandException {
    if (isIndex(word)) {
      int index = word.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(word);
      if (index < groups.size()) {
        return index;
      }
      throw missing(word, "it has " + groups.size() + " groups, and the first is 0");
    }
    List<Integer> found = find(word);
    if (found.isEmpty()) {
      throw missing("\"" + word + "\"", "no group with that SID or name; token groups lists them");
    }
    if (found.size() > 1) {
      throw CommandException.of(
          ExitStatus.USAGE, "cannot tell which group \"" + word + "\" means in " + token,
          "several have that SID or name", List.of("give an index: " + numbers(found)), null);
    }
    return found.getFirst();
  }

  /**
   * The indices of a list with commas between.
   *
   * @param help the subcommand that the list is for
   */
  public List<Integer> list(String list, String help) throws CommandException, UsageException {
    List<Integer> indices = new ArrayList<>();
    for (String word : list.split(",", -1)) {
      int index = index(word.strip());
      if (indices.contains(index)) {
        throw new UsageException("one group twice", word.strip(), List.of(), "token help " + help);
      }
      indices.add(index);
    }
    return indices;
  }

  private static String numbers(List<Integer> indices) {
    List<String> numbers = new ArrayList<>();
    for (int index : indices) {
      numbers.add(Integer.toString(index));
    }
    return String.join(" or ", numbers);
  }

  private List<Integer> find(String word) throws CommandException {
    Sid sid;
    try {
      sid = SidArgument.parse(word);
    } catch (MalformedException e) {
      throw CommandException.of(ExitStatus.MALFORMED, "cannot read the SID " + word, e.reason(),
          List.of("at character " + e.offset() + ", counted from 0"), e);
    }
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      Sid group = groups.get(i).sid();
      if (sid != null ? group.equals(sid) : word.equalsIgnoreCase(names.name(group))) {
        found.add(i);
      }
    }
    return found;
  }

  private CommandException missing(String which, String why) {
    return CommandException.of(ExitStatus.NOT_FOUND, "no group " + which + " in " + token, why, List.of(), null);
  }

  private static boolean isIndex(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty();
  }
}
