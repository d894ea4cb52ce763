package dev.tokend.cli.argument;

import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import dev.tokend.kacs.catalog.Privilege;
import java.util.ArrayList;
import java.util.List;

/** Privileges as somebody types them. */
public final class PrivilegeList {
  private PrivilegeList() {}

  /**
   * The privileges of {@code MASK|NAMES|all}, one bit each: {@code 0x...}, names or bit numbers with commas between, or
   * every bit there is.
   *
   * @param help the subcommand that the list is for
   */
  public static long parse(String list, String help) throws UsageException {
    if (list.equals("all")) {
      return -1;
    }
    if (list.startsWith("0x") || list.startsWith("0X")) {
      return mask(list, help);
    }
    long privileges = 0;
    for (String word : list.split(",", -1)) {
      privileges |= 1L << bit(word.strip(), help);
    }
    return privileges;
  }

  /** The bit number of one privilege: its name, full or short, in any case, or the number itself. */
  public static int bit(String word, String help) throws UsageException {
    Privilege privilege = Privilege.byName(word);
    if (privilege != null) {
      return privilege.bit();
    }
    if (word.length() <= 2 && isNumber(word) && Integer.parseInt(word) < Long.SIZE) {
      return Integer.parseInt(word);
    }
    throw new UsageException(
        "unknown privilege",
        word.isEmpty() ? "a name is missing between the commas" : word,
        NearNames.of(word, names()),
        "token help " + help);
  }

  private static long mask(String text, String help) throws UsageException {
    try {
      return Digits.unsigned64(text.substring(2), 16);
    } catch (NumberFormatException e) {
      throw new UsageException(
          "bad mask of privileges", text + ", expected 64 bits in hex", List.of(), "token help " + help);
    }
  }

  private static boolean isNumber(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < '0' || word.charAt(i) > '9') {
        return false;
      }
    }
    return !word.isEmpty();
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Privilege privilege : Privilege.values()) {
      names.add(privilege.shortName());
    }
    return names;
  }
}
