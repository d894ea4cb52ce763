package dev.tokend.cli.batch;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The names of members that lines of checks are full of: none of them is made anew for each line. */
final class MemberNames {
  private static final int SIZE = 512;
  private static final @Nullable String[] TABLE = table();

  private MemberNames() {}

  /** The name that a part of an ASCII text is. */
  static String of(byte[] text, int from, int to) {
    String known = to == from ? null : TABLE[slot(text, from, to)];
    return known != null && isAt(known, text, from, to)
        ? known
        : new String(text, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static boolean isAt(String name, byte[] text, int from, int to) {
    boolean same = name.length() == to - from;
    for (int i = from; same && i < to; i++) {
      same = name.charAt(i - from) == text[i];
    }
    return same;
  }

  private static int slot(byte[] text, int from, int to) {
    int hash = (to - from) * 31 + text[from];
    hash = hash * 31 + text[from + (to - from) / 2];
    return (hash * 31 + text[to - 1]) & (SIZE - 1);
  }

  private static @Nullable String[] table() {
    @Nullable String[] table = new String[SIZE];
    String[] names = {
      "id", "title", "token", "user", "user_deny_only", "groups", "sid", "attrs", "device_groups", "restricted_sids",
      "restricted_device_groups", "write_restricted", "confinement_sid", "confinement_capabilities",
      "confinement_exempt", "integrity", "mandatory_policy", "privileges_enabled", "token_type",
      "impersonation_level", "audit_policy", "logon_session_dead", "user_claims", "device_claims", "name", "type",
      "flags", "values", "pip_type", "pip_trust", "sd_base64", "sd_sddl", "desired", "mapping", "privilege_intent",
      "self_sid", "local_claims", "object_types", "level", "guid", "policies", "rules", "expected_granted",
      "expected_allowed", "expected_error", "reference", "expected_continuous_audit", "expected_staging_mismatch",
      "expected_privileges_used",
    };
    for (String name : names) {
      table[slot(name.getBytes(StandardCharsets.ISO_8859_1), 0, name.length())] = name;
    }
    return table;
  }
}
