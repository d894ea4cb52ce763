package dev.tokend.cli.text;

import dev.tokend.cli.object.ObjectKind;
import dev.tokend.cli.view.AceWords;
import dev.tokend.cli.view.ClaimWords;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists of a token as tables. */
final class Tables {
  private Tables() {}

  /** Groups by the index that adjustments go by; the state in its own column, every other attribute beside it. */
  static Page.Table groups(List<SidAndAttributes> groups, SidNames names) {
    Page.Table table = new Page.Table("#", "group", "state", "attributes");
    for (int i = 0; i < groups.size(); i++) {
      SidAndAttributes group = groups.get(i);
      String state = group.isDenyOnly() ? Words.DENY_ONLY : group.isEnabled() ? Words.ENABLED : Words.DISABLED;
      List<String> attributes = FlagNames.groupAttributes(group.attributes());
      attributes.remove(state);
      table.add(Integer.toString(i), names.text(group.sid()), state, String.join(", ", attributes));
    }
    return table;
  }

  /** SIDs whose attributes have no effect, and are shown all the same. */
  static Page.Table sids(List<SidAndAttributes> sids, SidNames names) {
    Page.Table table = new Page.Table("#", "SID", "attributes");
    for (int i = 0; i < sids.size(); i++) {
      SidAndAttributes entry = sids.get(i);
      List<String> attributes = FlagNames.groupAttributes(entry.attributes());
      table.add(Integer.toString(i), names.text(entry.sid()), String.join(", ", attributes));
    }
    return table;
  }

  /** Every privilege that has any state; one that was removed is listed for as long as it is marked used. */
  static Page.Table privileges(Privileges privileges) {
    Page.Table table = new Page.Table("privilege", "state", "by default", "used");
    long any = privileges.present() | privileges.enabled() | privileges.enabledByDefault() | privileges.used();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if (has(any, bit)) {
        boolean present = has(privileges.present(), bit);
        String state = !present ? Words.REMOVED : has(privileges.enabled(), bit) ? Words.ENABLED : Words.DISABLED;
        String byDefault = has(privileges.enabledByDefault(), bit) ? Words.ENABLED : Words.DISABLED;
        String used = Words.yesNo(has(privileges.used(), bit));
        table.add(FlagNames.privilege(bit), state, present ? byDefault : "", used);
      }
    }
    return table;
  }

  private static boolean has(long mask, int bit) {
    return (mask >>> bit & 1) != 0;
  }

  /** Claims with every value on one line. */
  static Page.Table claims(List<Claim> claims, SidNames names) {
    Page.Table table = new Page.Table("claim", "type", "values", "flags");
    for (Claim claim : claims) {
      StringBuilder values = new StringBuilder();
      for (ClaimValue value : claim.values()) {
        values.append(values.isEmpty() ? "" : ", ").append(ClaimWords.text(value, names));
      }
      table.add(
          claim.name(),
          FlagNames.word(claim.type()),
          values.isEmpty() ? "no values" : values.toString(),
          String.join(", ", FlagNames.claimFlags(claim.flags())));
    }
    return table;
  }

  /** The entries of an ACL in order, for an object of a type not known. */
  static Page.Table aces(Acl acl, SidNames names) {
    return aces(acl, null, names);
  }

  /** The entries of an ACL in order; rights have the names that they have for a type of object, if it is known. */
  static Page.Table aces(Acl acl, @Nullable ObjectType type, SidNames names) {
    Page.Table table = new Page.Table("#", "type", "who", "rights", "flags", "detail");
    List<Ace> aces = acl.aces();
    for (int i = 0; i < aces.size(); i++) {
      Ace ace = aces.get(i);
      MaskedAce masked = ace instanceof MaskedAce known ? known : null;
      table.add(
          Integer.toString(i),
          AceWords.type(ace),
          masked == null ? "" : names.text(masked.sid()),
          masked == null ? "" : Words.joined(rights(masked, type)),
          String.join(", ", FlagNames.aceFlags(ace.flags())),
          String.join(", ", AceWords.limits(ace)));
    }
    return table;
  }

  private static List<String> rights(MaskedAce ace, @Nullable ObjectType type) {
    boolean label = ace.type() == AceType.SYSTEM_MANDATORY_LABEL;
    return type == null || label ? AceWords.rights(ace) : ObjectKind.words(type, ace.mask());
  }
}
