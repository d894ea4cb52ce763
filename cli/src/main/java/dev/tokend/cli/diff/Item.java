package dev.tokend.cli.diff;

import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.kacs.sid.Sid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be compared.
 *
 * @param section where text shows it
 * @param name which it is
 * @param value what it is; {@link Value.None} of a field says that there is none
 */
record Item(Section section, Name name, Value value) {

  /** Which of the things of a token something is: the same on both sides of a comparison. */
  sealed interface Name {
    /** The field that it is, or is of. */
    TokenField field();

    /** The path in JSON: {@code session.dead}, {@code groups[S-1-1-0]}. */
    String path();

    /** As text says it. */
    String text(SidNames names);

    /** The SIDs that the text names. */
    default List<Sid> sids() {
      return List.of();
    }
  }

  /**
   * A field, or a member of it: there on every token.
   *
   * @param member its name in JSON; null where it is the field itself
   * @param label its name in text
   */
  record Part(TokenField field, @Nullable String member, String label) implements Name {
    @Override
    public String path() {
      return member == null ? field.json() : field.json() + '.' + member;
    }

    @Override
    public String text(SidNames names) {
      return label;
    }
  }

  /**
   * An entry of a list, known by what it is and not by its place.
   *
   * @param key what it is: a SID, the name of a privilege or claim, a number, an entry of an ACL in SDDL
   * @param sid the key where it is a SID
   * @param occurrence 1, and more for others of the same key
   * @param member what of the entry is meant; null where it is the entry itself
   */
  record Entry(TokenField field, String key, @Nullable Sid sid, int occurrence, @Nullable String member)
      implements Name {
    /** What it is an entry of: {@code groups}, {@code privileges.used}. */
    String list() {
      return list(field, member);
    }

    /** The name of a list of entries, or of one member of each. */
    static String list(TokenField field, @Nullable String member) {
      return member == null ? field.json() : field.json() + '.' + member;
    }

    @Override
    public String path() {
      String nth = occurrence == 1 ? "" : "#" + occurrence;
      return field.json() + '[' + key + nth + ']' + (member == null ? "" : '.' + member);
    }

    @Override
    public String text(SidNames names) {
      String plain = field == TokenField.PROJECTED_GIDS ? "supplementary gid " + key : key;
      String text = sid == null ? plain : names.text(sid);
      return (occurrence == 1 ? text : text + " (" + occurrence + ")") + (member == null ? "" : ' ' + member);
    }

    @Override
    public List<Sid> sids() {
      return sid == null ? List.of() : List.of(sid);
    }
  }
}
