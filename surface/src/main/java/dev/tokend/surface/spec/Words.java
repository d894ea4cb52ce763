package dev.tokend.surface.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Enumerations as lower-case words: {@code NETWORK_CLEARTEXT} is {@code network-cleartext}. Read in any case. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads the word for one of the constants.
   *
   * @param what what they are, for the message about another word
   */
  static <E extends Enum<E>> E read(JsonValue value, List<E> constants, String what) throws SpecTextException {
    List<String> words = new ArrayList<>();
    for (E constant : constants) {
      words.add(of(constant));
    }
    String word = value.text("one of the words " + String.join(", ", words));
    int found = words.indexOf(word.toLowerCase(Locale.ROOT));
    if (found < 0) {
      throw value.place().unknown(what, word, words);
    }
    return constants.get(found);
  }
}
