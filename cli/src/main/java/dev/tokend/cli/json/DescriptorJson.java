package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.object.DescriptorOutput;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.AclSection;
import dev.tokend.kacs.sddl.InexpressibleException;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A security descriptor as JSON. */
public final class DescriptorJson {
  private DescriptorJson() {}

  /**
   * The document.
   *
   * @param type what kind of object it guards; null where that is not known
   */
  public static String of(SecurityDescriptor descriptor, @Nullable ObjectType type, SidNames names)
      throws IOException {
    JsonDocument document = new JsonDocument(names);
    JsonWriter out = document.out();
    out.name("descriptor").beginObject();
    out.name("type").value(type == null ? null : type.label());
    for (DescriptorOutput form : DescriptorOutput.values()) {
      out.name(form.member()).value(written(descriptor, form));
    }
    out.name("owner");
    document.sid(descriptor.owner());
    out.name("group");
    document.sid(descriptor.group());
    out.name("control");
    document.mask(descriptor.control(), FlagNames.descriptorControl(descriptor.control()));
    out.name("resource_manager_control").value(descriptor.resourceManagerControl());
    out.name("dacl_state").value(descriptor.daclState().name().toLowerCase(Locale.ROOT));
    out.name("dacl");
    AclJson.write(document, descriptor.dacl(), AclSection.DACL, type);
    out.name("sacl");
    AclJson.write(document, descriptor.sacl(), AclSection.SACL, type);
    out.endObject();
    return document.end();
  }

  private static @Nullable String written(SecurityDescriptor descriptor, DescriptorOutput form) {
    try {
      return form.print(descriptor);
    } catch (InexpressibleException e) {
      return null;
    }
  }
}
