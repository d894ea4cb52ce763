package dev.tokend.cli.json;

import com.google.gson.stream.JsonWriter;
import dev.tokend.cli.view.ClaimWords;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import java.io.IOException;
import java.util.List;

/** Claims as JSON: numbers are decimal strings, SIDs objects, octets hex. */
public final class ClaimsJson {
  private ClaimsJson() {}

  static void write(JsonDocument document, List<Claim> claims) throws IOException {
    JsonWriter out = document.out();
    out.beginArray();
    for (Claim claim : claims) {
      one(document, claim);
    }
    out.endArray();
  }

  /** One claim. */
  public static void one(JsonDocument document, Claim claim) throws IOException {
    JsonWriter out = document.out();
    out.beginObject();
    out.name("name").value(claim.name());
    out.name("type").value(FlagNames.word(claim.type()));
    out.name("flags");
    document.mask(claim.flags(), FlagNames.claimFlags(claim.flags()));
    out.name("values").beginArray();
    for (ClaimValue value : claim.values()) {
      value(document, value);
    }
    out.endArray();
    out.endObject();
  }

  private static void value(JsonDocument document, ClaimValue value) throws IOException {
    JsonWriter out = document.out();
    if (value instanceof ClaimValue.Text text) {
      out.value(text.value());
    } else if (value instanceof ClaimValue.SidValue sid) {
      document.sid(sid.value());
    } else if (value instanceof ClaimValue.Bool bool) {
      out.value(bool.isTrue());
    } else if (value instanceof ClaimValue.Octets octets) {
      out.value(JsonDocument.hex(octets.value().toByteArray()));
    } else {
      out.value(ClaimWords.number(value));
    }
  }
}
