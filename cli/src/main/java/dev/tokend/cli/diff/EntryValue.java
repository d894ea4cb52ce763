package dev.tokend.cli.diff;

import dev.tokend.cli.json.AclJson;
import dev.tokend.cli.json.ClaimsJson;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.view.AceWords;
import dev.tokend.cli.view.ClaimWords;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What an entry of a list is on one side. */
sealed interface EntryValue extends Value {
  /**
   * The attributes of a SID in a list.
   *
   * @param stateful whether they say if it counts
   */
  record Attributes(int mask, boolean stateful) implements EntryValue {
    @Override
    public String text(SidNames names) {
      List<String> words = new ArrayList<>(FlagNames.groupAttributes(mask));
      if (stateful) {
        SidAndAttributes group = new SidAndAttributes(WellKnown.NOBODY, mask);
        String state = group.isDenyOnly() ? "deny-only" : group.isEnabled() ? "enabled" : "disabled";
        words.remove(state);
        words.addFirst(state);
      }
      return words.isEmpty() ? "present" : String.join(", ", words);
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.mask(mask, FlagNames.groupAttributes(mask));
    }
  }

  /** A privilege that is present. */
  record Privilege(boolean enabled, boolean byDefault) implements EntryValue {
    @Override
    public String text(SidNames names) {
      String state = enabled ? "enabled" : "disabled";
      return enabled == byDefault ? state : state + ", " + (byDefault ? "enabled" : "disabled") + " by default";
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().beginObject();
      document.out().name("enabled").value(enabled);
      document.out().name("enabled_by_default").value(byDefault);
      document.out().endObject();
    }
  }

  /** A claim. */
  record OfClaim(Claim claim) implements EntryValue {
    @Override
    public String text(SidNames names) {
      StringBuilder text = new StringBuilder(FlagNames.word(claim.type())).append(' ');
      String between = "";
      for (ClaimValue value : claim.values()) {
        text.append(between).append(ClaimWords.text(value, names));
        between = ", ";
      }
      text.append(claim.values().isEmpty() ? "no values" : "");
      List<String> flags = FlagNames.claimFlags(claim.flags());
      return text.append(flags.isEmpty() ? "" : "; " + String.join(", ", flags)).toString();
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      ClaimsJson.one(document, claim);
    }

    @Override
    public List<Sid> sids() {
      List<Sid> sids = new ArrayList<>();
      for (ClaimValue value : claim.values()) {
        if (value instanceof ClaimValue.SidValue of) {
          sids.add(of.value());
        }
      }
      return sids;
    }
  }

  /** An entry of an ACL. */
  record OfAce(Ace ace) implements EntryValue {
    @Override
    public String text(SidNames names) {
      StringBuilder text = new StringBuilder(AceWords.type(ace));
      if (ace instanceof MaskedAce masked) {
        List<String> rights = AceWords.rights(masked);
        text.append(' ').append(names.text(masked.sid())).append(": ");
        text.append(rights.isEmpty() ? "none" : String.join(", ", rights));
      }
      List<String> more = new ArrayList<>(FlagNames.aceFlags(ace.flags()));
      more.addAll(AceWords.limits(ace));
      return text.append(more.isEmpty() ? "" : "; " + String.join(", ", more)).toString();
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      AclJson.entry(document, ace);
    }

    @Override
    public List<Sid> sids() {
      return ace instanceof MaskedAce masked ? List.of(masked.sid()) : List.of();
    }
  }

  /** A supplementary gid, unsigned. */
  record Gid(int value) implements EntryValue {
    @Override
    public String text(SidNames names) {
      return "present";
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().value(Integer.toUnsignedLong(value));
    }
  }
}
