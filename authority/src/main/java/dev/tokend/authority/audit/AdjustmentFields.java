package dev.tokend.authority.audit;

import dev.tokend.monitor.event.Adjustment;
import dev.tokend.monitor.event.TokenAdjusted;

/** The fields of an adjustment: what has changed, from what to what. */
final class AdjustmentFields {
  private AdjustmentFields() {}

  static void write(TokenAdjusted event, JsonLine out) {
    out.text("operation", event.operation())
        .id("token_id", event.tokenId())
        .id("modified_id", event.modifiedId())
        .sid("user_sid", event.userSid())
        .beginList("changes");
    int left = JsonLine.MOST_ITEMS;
    for (Adjustment change : event.changes()) {
      if (left-- == 0) {
        break;
      }
      out.begin();
      change(change, out);
      out.end();
    }
    out.endList();
    if (event.changes().size() > JsonLine.MOST_ITEMS) {
      out.number("changes_count", event.changes().size());
    }
  }

  private static void change(Adjustment change, JsonLine out) {
    switch (change) {
      case Adjustment.Privileges words ->
          out.text("part", "privileges")
              .wideMask("present_before", words.presentBefore())
              .wideMask("enabled_before", words.enabledBefore())
              .wideMask("present", words.present())
              .wideMask("enabled", words.enabled());
      case Adjustment.Group group ->
          out.text("part", "group")
              .number("index", group.index())
              .sid("sid", group.sid())
              .truth("enabled", group.enabled());
      case Adjustment.Owner owner ->
          out.text("part", "owner").sid("before", owner.before()).sid("after", owner.after());
      case Adjustment.PrimaryGroup group ->
          out.text("part", "primary-group").sid("before", group.before()).sid("after", group.after());
      case Adjustment.DefaultDacl dacl -> out.text("part", "default-dacl").truth("present", dacl.present());
      case Adjustment.Scope scope ->
          out.text("part", "interactivity-scope")
              .number("before", Integer.toUnsignedLong(scope.before()))
              .number("after", Integer.toUnsignedLong(scope.after()));
      case Adjustment.Security s -> out.text("part", "security-descriptor");
    }
  }
}
