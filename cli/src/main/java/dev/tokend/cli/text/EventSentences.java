package dev.tokend.cli.text;

import dev.tokend.cli.view.EventRecord;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;
import java.util.ArrayList;
import java.util.List;

/** What an event says, as a sentence. */
final class EventSentences {
  private final EventRecord event;
  private final SidNames names;

  private EventSentences(EventRecord event, SidNames names) {
    this.event = event;
    this.names = names;
  }

  static String of(EventRecord event, SidNames names) {
    return Printable.text(new EventSentences(event, names).sentence());
  }

  private String sentence() {
    return switch (event.text("event")) {
      case "refused" -> refused();
      case "access-audit" -> audited();
      case "privilege-use" -> privilege();
      case "token-create" -> "made token " + event.text("token_id") + " of " + user() + made();
      case "token-adjust" -> "adjusted token " + event.text("token_id") + " of " + user() + ": " + changes();
      case "token-link" -> "linked token " + event.text("elevated_token_id") + " (full) and "
          + event.text("filtered_token_id") + " (limited) of session " + event.text("session_id");
      case "token-install" -> "installed token " + event.text("token_id") + " of " + user() + replaced();
      case "token-run" -> "lowered itself to token " + event.text("token_id") + " of " + user() + replaced();
      case "impersonate" -> impersonated();
      case "revert" -> "reverted from " + user();
      case "logon-session-created" -> "logon session " + session() + " was created";
      case "logon-session-destroyed" -> "logon session " + session() + " has ended";
      case "logon-session-invalidated" -> "logon session " + session() + " was invalidated";
      case "token-pin" -> "pinned token " + event.text("token_id") + " as " + pin();
      case "token-unpin" -> "unpinned " + pin() + ", token " + event.text("token_id");
      case "connection-closed" -> "connection was ended: " + event.text("reason");
      case "connection-refused" -> "connection was refused: " + event.text("reason");
      case "summed-up" -> "left out " + event.text("count") + " more of " + event.text("of")
          + (event.has("operation") ? " " + event.text("operation") : "");
      case "authority-start" -> "the authority started, process " + event.text("pid");
      case "authority-stop" -> "stopped the authority";
      default -> event.text("event");
    };
  }

  private String user() {
    Sid user = event.sid("user_sid");
    return user == null ? "nobody" : names.text(user);
  }

  private String session() {
    return event.text("session_id") + " of " + user() + ", " + event.text("logon_type") + " by "
        + event.text("auth_package") + ",";
  }

  private String pin() {
    return event.text("name") + " of uid " + event.text("owner_uid");
  }

  private String refused() {
    StringBuilder text = new StringBuilder("refused ").append(event.text("operation"));
    text.append(": ").append(event.text("reason"));
    text.append(" (").append(event.text("errno")).append(", ").append(event.text("check")).append(')');
    if (event.has("needed.token_rights")) {
      text.append("; needs ").append(rights(ObjectType.TOKEN, "needed.token_rights"));
    } else if (event.has("needed.process_rights")) {
      text.append("; needs ").append(rights(ObjectType.PROCESS, "needed.process_rights"));
    } else if (event.has("needed.privilege")) {
      text.append("; needs ").append(event.text("needed.privilege"));
    }
    Sid target = event.sid("target_user_sid");
    return target == null ? text.toString() : text.append("; target is ").append(names.text(target)).toString();
  }

  private String rights(ObjectType type, String field) {
    List<String> rights = AccessRights.names(type, (int) event.number(field));
    return rights.isEmpty() ? "nothing" : String.join(", ", rights);
  }

  private String object() {
    return switch (event.text("object_context.kind")) {
      case "token" -> "token " + event.text("object_context.token_id");
      case "duplicate" -> "a duplicate of token " + event.text("object_context.source_token_id");
      case "process" -> event.has("object_context.pid") ? "process " + event.text("object_context.pid") : "a process";
      case "session-listing" -> "the listing of logon sessions";
      default -> "an object";
    };
  }

  private ObjectType objectType() {
    return switch (event.text("object_context.kind")) {
      case "process" -> ObjectType.PROCESS;
      case "session-listing" -> ObjectType.FILE;
      default -> ObjectType.TOKEN;
    };
  }

  private String audited() {
    return (event.is("success") ? "was allowed " : "was denied ")
        + rights(objectType(), "requested_access")
        + " on "
        + object()
        + (event.text("trigger.kind").equals("sacl")
            ? ", audited by entry " + event.text("trigger.ace_index") + " of its SACL"
            : ", audited by the subject's policy");
  }

  private String privilege() {
    String used = (event.is("success") ? "used " : "could not use ") + event.text("privilege");
    return event.has("object_context.kind")
        ? used + " for " + rights(objectType(), "requested_access") + " on " + object()
        : used + " in a privilege check";
  }

  private String made() {
    return switch (event.text("mode")) {
      case "duplicate" -> ", a duplicate of token " + event.text("source_token_id");
      case "filter" -> ", a restricted copy of token " + event.text("source_token_id");
      default -> " from a spec";
    };
  }

  private String replaced() {
    return " in place of token " + event.text("previous_token_id")
        + (event.is("restricted") ? "; it is restricted" : "");
  }

  private String impersonated() {
    StringBuilder text = new StringBuilder("impersonates ").append(user());
    text.append(" at ").append(event.text("resulting_level"));
    if (!event.text("requested_level").equals(event.text("resulting_level"))) {
      text.append(" instead of ").append(event.text("requested_level")).append(", capped by the ");
      text.append(event.is("identity_gate_capped") ? "identity gate" : "integrity ceiling");
    }
    return text.toString();
  }

  private String changes() {
    String parts = event.text("changes.part");
    if (parts.isEmpty()) {
      return "nothing changed";
    }
    long presentBefore = event.number("changes.present_before");
    long enabledBefore = event.number("changes.enabled_before");
    if (!parts.equals("privileges")) {
      return parts;
    }
    long present = event.number("changes.present");
    long enabled = event.number("changes.enabled");
    List<String> words = new ArrayList<>();
    add("removed", presentBefore & ~present, words);
    add("enabled", enabled & ~enabledBefore, words);
    add("disabled", enabledBefore & ~enabled & present, words);
    return String.join("; ", words);
  }

  private static void add(String word, long mask, List<String> words) {
    List<String> names = new ArrayList<>();
    for (int bit = 0; bit < Long.SIZE; bit++) {
      if ((mask & 1L << bit) != 0) {
        Privilege privilege = Privilege.byBit(bit);
        names.add(privilege == null ? "bit " + bit : privilege.fullName());
      }
    }
    if (!names.isEmpty()) {
      words.add(word + " " + String.join(", ", names));
    }
  }
}
