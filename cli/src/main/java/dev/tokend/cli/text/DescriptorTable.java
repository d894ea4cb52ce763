package dev.tokend.cli.text;

import dev.tokend.cli.object.DescriptorOutput;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.InexpressibleException;
import dev.tokend.kacs.sid.Sid;
import org.jspecify.annotations.Nullable;

/** A security descriptor as text: its parts in words, then its written forms. */
public final class DescriptorTable {
  private DescriptorTable() {}

  /**
   * The text.
   *
   * @param type what kind of object it guards; null where that is not known
   */
  public static String of(
      SecurityDescriptor descriptor, @Nullable ObjectType type, SidNames names, Style style) {
    Page page = new Page(style);
    page.rows(new Page.Rows()
        .add("owner", sid(descriptor.owner(), names))
        .add("group", sid(descriptor.group(), names))
        .add("control", Words.joined(FlagNames.descriptorControl(descriptor.control()))));
    acl(page.section("DACL"), descriptor.dacl(), type, names, "there is none, which grants everything to everybody",
        "empty: grants nothing to anybody");
    acl(page.section("SACL"), descriptor.sacl(), type, names, Words.NONE, "empty");
    page.section("Written").rows(new Page.Rows()
        .add("SDDL", sddl(descriptor))
        .add("hex", binary(descriptor, DescriptorOutput.HEX))
        .add("base64", binary(descriptor, DescriptorOutput.BASE64)));
    return page.text();
  }

  private static String sid(@Nullable Sid sid, SidNames names) {
    return sid == null ? Words.NONE : names.text(sid);
  }

  private static void acl(
      Page page, @Nullable Acl acl, @Nullable ObjectType type, SidNames names, String absent, String empty) {
    if (acl == null) {
      page.line(absent);
    } else {
      page.table(Tables.aces(acl, type, names), empty);
    }
  }

  private static String sddl(SecurityDescriptor descriptor) {
    try {
      String text = DescriptorOutput.SDDL.print(descriptor);
      return text.isEmpty() ? "the empty text" : text;
    } catch (InexpressibleException e) {
      return "cannot express " + e.part() + ": " + e.reason();
    }
  }

  private static String binary(SecurityDescriptor descriptor, DescriptorOutput form) {
    try {
      return form.print(descriptor);
    } catch (InexpressibleException e) {
      throw new IllegalStateException("the binary forms express everything", e);
    }
  }
}
