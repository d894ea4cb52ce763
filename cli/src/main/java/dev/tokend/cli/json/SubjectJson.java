package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.ClaimWords;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token in the schema of access check §15, which {@code --token} and {@code --batch} read: raw SIDs and numbers,
 * unlike the rest of a document.
 */
final class SubjectJson {
  private SubjectJson() {}

  static void write(JsonWriter out, Subject subject) throws IOException {
    out.beginObject();
    out.name("user").value(subject.user().toString());
    out.name("user_deny_only").value(subject.userDenyOnly());
    groups(out, "groups", subject.groups());
    groups(out, "device_groups", subject.deviceGroups());
    groups(out, "restricted_sids", subject.restrictedSids());
    groups(out, "restricted_device_groups", subject.restrictedDeviceGroups());
    out.name("write_restricted").value(subject.writeRestricted());
    out.name("confinement_sid").value(text(subject.confinementSid()));
    groups(out, "confinement_capabilities", subject.confinementCapabilities());
    out.name("confinement_exempt").value(subject.confinementExempt());
    out.name("integrity").value(Integer.toUnsignedLong(subject.integrityLevel()));
    out.name("mandatory_policy").value(Integer.toUnsignedLong(subject.mandatoryPolicy()));
    privileges(out, subject.privileges());
    out.name("token_type").value(FlagNames.word(subject.tokenType()));
    out.name("impersonation_level").value(FlagNames.word(subject.impersonationLevel()));
    out.name("audit_policy").value(Integer.toUnsignedLong(subject.auditPolicy()));
    out.name("logon_session_dead").value(subject.sessionDead());
    claims(out, "user_claims", subject.userClaims());
    claims(out, "device_claims", subject.deviceClaims());
    out.endObject();
  }

  private static void groups(JsonWriter out, String name, List<SidAndAttributes> groups) throws IOException {
    out.name(name).beginArray();
    for (SidAndAttributes group : groups) {
      out.beginObject();
      out.name("sid").value(group.sid().toString());
      out.name("attrs").value(Integer.toUnsignedLong(group.attributes()));
      out.endObject();
    }
    out.endArray();
  }

  private static void privileges(JsonWriter out, long enabled) throws IOException {
    out.name("privileges_enabled").beginArray();
    for (Privilege privilege : Privilege.values()) {
      if ((enabled & privilege.mask()) != 0) {
        out.value(privilege.fullName());
      }
    }
    out.endArray();
  }

  private static void claims(JsonWriter out, String name, List<Claim> claims) throws IOException {
    out.name(name).beginArray();
    for (Claim claim : claims) {
      out.beginObject();
      out.name("name").value(claim.name());
      out.name("type").value(claim.type().label());
      out.name("flags").value(Integer.toUnsignedLong(claim.flags()));
      out.name("values").beginArray();
      for (ClaimValue value : claim.values()) {
        value(out, value);
      }
      out.endArray();
      out.endObject();
    }
    out.endArray();
  }

  private static void value(JsonWriter out, ClaimValue value) throws IOException {
    if (value instanceof ClaimValue.Text text) {
      out.value(text.value());
    } else if (value instanceof ClaimValue.SidValue sid) {
      out.value(sid.value().toString());
    } else if (value instanceof ClaimValue.Octets octets) {
      out.value(JsonDocument.hex(octets.value().toByteArray()));
    } else if (value instanceof ClaimValue.Bool bool) {
      out.value(bool.raw());
    } else {
      out.value(new BigInteger(ClaimWords.number(value)));
    }
  }

  private static @Nullable String text(@Nullable Sid sid) {
    return sid == null ? null : sid.toString();
  }
}
