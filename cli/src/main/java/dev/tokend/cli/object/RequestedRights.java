package dev.tokend.cli.object;

import dev.tokend.cli.command.NearNames;
import dev.tokend.cli.command.UsageException;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Right;
import dev.tokend.kacs.sd.AccessMask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rights of {@code --access}: names, SDDL codes, masks and words, with commas or {@code |} between them. */
public final class RequestedRights {
  private RequestedRights() {}

  /**
   * The mask that a list asks for.
   *
   * @param subcommand whose help an error points to
   * @throws UsageException for what is no right, with the near ones of this type
   */
  public static int parse(ObjectType type, String list, String subcommand) throws UsageException {
    int mask = 0;
    int from = 0;
    while (from <= list.length()) {
      int to = from;
      while (to < list.length() && list.charAt(to) != ',' && list.charAt(to) != '|') {
        to++;
      }
      mask |= one(type, list.substring(from, to).strip(), "token help " + subcommand);
      from = to + 1;
    }
    return mask;
  }

  private static int one(ObjectType type, String word, String help) throws UsageException {
    if (word.isEmpty()) {
      throw new UsageException("bad value for --access", "a right is missing between the commas", List.of(), help);
    }
    if (word.startsWith("0x") || word.startsWith("0X")) {
      return number(word, help);
    }
    Integer mask = word(word);
    mask = mask != null ? mask : AccessRights.byName(type, word);
    mask = mask != null ? mask : ofAnotherType(word);
    mask = mask != null ? mask : codes(type, word);
    if (mask == null) {
      throw new UsageException(
          "unknown access right",
          word + ", for an object of type " + type.label(),
          NearNames.of(word, names(type)),
          help);
    }
    return mask;
  }

  private static @Nullable Integer word(String word) {
    return switch (word) {
      case "read" -> AccessMask.GENERIC_READ;
      case "write" -> AccessMask.GENERIC_WRITE;
      case "execute" -> AccessMask.GENERIC_EXECUTE;
      case "all" -> AccessMask.GENERIC_ALL;
      case "max" -> AccessMask.MAXIMUM_ALLOWED;
      default -> null;
    };
  }

  private static @Nullable Integer ofAnotherType(String word) {
    for (ObjectType other : ObjectType.values()) {
      Integer mask = AccessRights.byName(other, word);
      if (mask != null) {
        return mask;
      }
    }
    return null;
  }

  /** SDDL codes without anything between them: {@code RPWP}. */
  private static @Nullable Integer codes(ObjectType type, String word) {
    if (word.length() % 2 != 0) {
      return null;
    }
    int mask = 0;
    for (int at = 0; at < word.length(); at += 2) {
      String code = word.substring(at, at + 2);
      Integer bits = AccessRights.byName(type, code);
      bits = bits != null ? bits : ofAnotherType(code);
      if (bits == null) {
        return null;
      }
      mask |= bits;
    }
    return mask;
  }

  private static int number(String word, String help) throws UsageException {
    String digits = word.substring(2);
    long value = 0;
    boolean good = !digits.isEmpty();
    for (int i = 0; good && i < digits.length(); i++) {
      char c = digits.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      value = value << 4 | digit;
      good = digit >= 0 && value <= 0xFFFF_FFFFL;
    }
    if (!good) {
      throw new UsageException("bad value for --access", word + ", expected a mask of 32 bits", List.of(), help);
    }
    return (int) value;
  }

  private static List<String> names(ObjectType type) {
    List<String> names = new ArrayList<>(List.of("read", "write", "execute", "all", "max"));
    for (Right right : AccessRights.of(type)) {
      names.add(right.name());
    }
    for (Right right : AccessRights.common()) {
      names.add(right.name());
    }
    return names;
  }
}
