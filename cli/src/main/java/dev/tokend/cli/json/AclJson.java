package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.AceWords;
import dev.tokend.cli.view.AclNotation;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.ConditionalAce;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sd.ObjectScopedAce;
import dev.tokend.kacs.sd.OpaqueAce;
import dev.tokend.kacs.sd.ResourceAttributeAce;
import dev.tokend.kacs.sddl.AclSection;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A DACL as JSON: its SDDL, and its entries one by one. */
public final class AclJson {
  private AclJson() {}

  /** A DACL for objects of a type that is not known. */
  static void write(JsonDocument document, @Nullable Acl acl) throws IOException {
    write(document, acl, AclSection.DACL, null);
  }

  /** An ACL of a section; rights have the names that they have for a type of object, if it is known. */
  static void write(JsonDocument document, @Nullable Acl acl, AclSection section, @Nullable ObjectType type)
      throws IOException {
    JsonWriter out = document.out();
    if (acl == null) {
      out.nullValue();
      return;
    }
    out.beginObject();
    out.name("sddl").value(AclNotation.of(acl, section).text());
    out.name("revision").value(acl.revision());
    out.name("aces").beginArray();
    for (Ace ace : acl.aces()) {
      ace(document, ace, type);
    }
    out.endArray();
    out.endObject();
  }

  /** An entry of a DACL for objects of a type that is not known. */
  public static void entry(JsonDocument document, Ace ace) throws IOException {
    ace(document, ace, null);
  }

  private static void ace(JsonDocument document, Ace ace, @Nullable ObjectType type) throws IOException {
    JsonWriter out = document.out();
    out.beginObject();
    out.name("type").value(AceWords.type(ace));
    out.name("type_code").value(ace.typeCode());
    out.name("flags");
    document.mask(ace.flags(), FlagNames.aceFlags(ace.flags()));
    MaskedAce masked = ace instanceof MaskedAce known ? known : null;
    out.name("sid");
    document.sid(masked == null ? null : masked.sid());
    out.name("access");
    if (masked == null) {
      out.nullValue();
    } else {
      document.mask(masked.mask(), AceWords.rights(masked, type));
    }
    ObjectScopedAce scoped = ace instanceof ObjectScopedAce known ? known : null;
    out.name("object_type").value(scoped == null ? null : text(scoped.objectType()));
    out.name("inherited_object_type").value(scoped == null ? null : text(scoped.inheritedObjectType()));
    out.name("condition").value(ace instanceof ConditionalAce known ? AclNotation.condition(known) : null);
    out.name("data").value(data(ace));
    out.endObject();
  }

  private static @Nullable String text(@Nullable Object guid) {
    return guid == null ? null : guid.toString();
  }

  /** What follows the SID, or of an unknown entry the header: a condition, a resource attribute, anything. */
  private static @Nullable String data(Ace ace) {
    if (ace instanceof ConditionalAce conditional) {
      return JsonDocument.hex(conditional.applicationData().toByteArray());
    }
    if (ace instanceof ResourceAttributeAce attribute) {
      return JsonDocument.hex(attribute.entry().toByteArray());
    }
    return ace instanceof OpaqueAce opaque ? JsonDocument.hex(opaque.body().toByteArray()) : null;
  }
}
