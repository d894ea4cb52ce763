package dev.tokend.cli.diff;

import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.TokenField;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.ImpersonationLevel;
import dev.tokend.kacs.catalog.TokenType;
import dev.tokend.kacs.claim.AttributeName;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.Privileges;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes a token apart into what can be compared, whatever it was read from. */
final class ListingBuilder {
  private static final Value NONE = new Value.None();

  private static final String USED = "used";

  private final Map<Item.Name, Item> items = new LinkedHashMap<>();
  private final Set<String> lists = new HashSet<>();

  Listing build() {
    return new Listing(items, lists);
  }

  /** A field; null where there is none. */
  ListingBuilder field(Section section, TokenField field, String label, @Nullable Value value) {
    return part(section, field, null, label, value);
  }

  /** A member of a field. */
  ListingBuilder part(
      Section section, TokenField field, @Nullable String member, String label, @Nullable Value value) {
    put(section, new Item.Part(field, member, label), value == null ? NONE : value);
    return this;
  }

  /** A SID, or null where there is none. */
  ListingBuilder sid(Section section, TokenField field, String label, @Nullable Sid sid) {
    return field(section, field, label, sid == null ? null : new Value.OfSid(sid));
  }

  /** A truth. */
  ListingBuilder truth(Section section, TokenField field, String label, boolean truth) {
    return field(section, field, label, new Value.Truth(truth));
  }

  /** The type with its level, which a primary token does not have (tokens §2). */
  ListingBuilder type(@Nullable TokenType type, @Nullable ImpersonationLevel level) {
    field(Section.PRINCIPAL, TokenField.TYPE, "type", type == null ? null : Value.Word.of(type));
    return field(
        Section.PRINCIPAL, TokenField.IMPERSONATION_LEVEL, "impersonation level",
        type == TokenType.PRIMARY || level == null ? null : Value.Word.of(level));
  }

  /** A list of SIDs, by SID. */
  ListingBuilder sids(Section section, TokenField field, List<SidAndAttributes> sids) {
    lists.add(Item.Entry.list(field, null));
    boolean stateful = field == TokenField.GROUPS
        || field == TokenField.DEVICE_GROUPS
        || field == TokenField.RESTRICTED_DEVICE_GROUPS;
    for (SidAndAttributes entry : sids) {
      Value attributes = new EntryValue.Attributes(entry.attributes(), stateful);
      entry(section, field, entry.sid().toString(), entry.sid(), attributes);
    }
    return this;
  }

  /** The privileges, by bit. One that is not present counts as absent, whatever its other words say. */
  ListingBuilder privileges(Privileges privileges) {
    lists.add(Item.Entry.list(TokenField.PRIVILEGES, null));
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((privileges.present() >>> bit & 1) != 0) {
        boolean enabled = (privileges.enabled() >>> bit & 1) != 0;
        boolean byDefault = (privileges.enabledByDefault() >>> bit & 1) != 0;
        Item.Name name = new Item.Entry(TokenField.PRIVILEGES, FlagNames.privilege(bit), null, 1, null);
        put(Section.PRIVILEGES, name, new EntryValue.Privilege(enabled, byDefault));
      }
    }
    return this;
  }

  /** Which privileges have gated a success so far: history, and no part of the identity. */
  ListingBuilder used(Privileges privileges) {
    lists.add(Item.Entry.list(TokenField.PRIVILEGES, USED));
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((privileges.used() >>> bit & 1) != 0) {
        Item.Name name = new Item.Entry(TokenField.PRIVILEGES, FlagNames.privilege(bit), null, 1, USED);
        put(Section.VOLATILE, name, new Value.Truth(true));
      }
    }
    return this;
  }

  /** Claims, by name. */
  ListingBuilder claims(Section section, TokenField field, List<Claim> claims) {
    lists.add(Item.Entry.list(field, null));
    for (Claim claim : claims) {
      entry(section, field, AttributeName.fold(claim.name()), null, new EntryValue.OfClaim(claim));
    }
    return this;
  }

  /** The default DACL, by entry; none at all is something else than one without entries. */
  ListingBuilder defaultDacl(@Nullable Acl dacl) {
    lists.add(Item.Entry.list(TokenField.DEFAULT_DACL, null));
    part(Section.DEFAULT_DACL, TokenField.DEFAULT_DACL, "present", "there is one", new Value.Truth(dacl != null));
    part(Section.DEFAULT_DACL, TokenField.DEFAULT_DACL, "revision", "revision",
        dacl == null ? null : new Value.Number(dacl.revision()));
    for (Ace ace : dacl == null ? List.<Ace>of() : dacl.aces()) {
      entry(Section.DEFAULT_DACL, TokenField.DEFAULT_DACL, notation(ace), null, new EntryValue.OfAce(ace));
    }
    return this;
  }

  /** An entry in SDDL; in hex where SDDL has no words for it. */
  private static String notation(Ace ace) {
    String text = AclNotation.ofDacl(Acl.of(ace)).text();
    if (text != null) {
      return text.substring(text.indexOf('('));
    }
    ByteWriter out = new ByteWriter();
    ace.writeTo(out);
    return '#' + JsonDocument.hex(out.toByteArray());
  }

  /** The supplementary gids, by number. */
  ListingBuilder gids(List<Integer> gids) {
    lists.add(Item.Entry.list(TokenField.PROJECTED_GIDS, null));
    for (int gid : gids) {
      entry(
          Section.PROJECTION, TokenField.PROJECTED_GIDS, Integer.toUnsignedString(gid), null, new EntryValue.Gid(gid));
    }
    return this;
  }

  private void entry(Section section, TokenField field, String key, @Nullable Sid sid, Value value) {
    int occurrence = 1;
    Item.Name name = new Item.Entry(field, key, sid, occurrence, null);
    while (items.containsKey(name)) {
      name = new Item.Entry(field, key, sid, ++occurrence, null);
    }
    put(section, name, value);
  }

  private void put(Section section, Item.Name name, Value value) {
    items.put(name, new Item(section, name, value));
  }
}
