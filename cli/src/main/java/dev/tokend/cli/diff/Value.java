package dev.tokend.cli.diff;

import dev.tokend.cli.json.AclJson;
import dev.tokend.cli.json.ClaimsJson;
import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.view.AceWords;
import dev.tokend.cli.view.ClaimWords;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.UtcTime;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.claim.Claim;
import dev.tokend.kacs.claim.ClaimValue;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.MaskedAce;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What one of the compared things is on one side. Two values that are equal are no difference. */
sealed interface Value {
  /** As text says it. */
  String text(SidNames names);

  /** As a JSON value, in the shape that the field has everywhere (docs/json.md). */
  void write(JsonDocument document) throws IOException;

  /** The SIDs that the text names. */
  default List<Sid> sids() {
    return List.of();
  }

  /** There is none. */
  record None() implements Value {
    @Override
    public String text(SidNames names) {
      return "none";
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().nullValue();
    }
  }

  /** A word or a text. */
  record Word(String word) implements Value {
    /** The word for a constant. */
    static Value of(Enum<?> constant) {
      return new Word(FlagNames.word(constant));
    }

    @Override
    public String text(SidNames names) {
      return word.isEmpty() ? "none" : word;
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().value(word);
    }
  }

  /** The name of a source, eight bytes that need not be text. */
  record SourceName(TokenSource source) implements Value {
    @Override
    public String text(SidNames names) {
      return source.displayName();
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().value(source.displayName());
    }
  }

  /** A truth. */
  record Truth(boolean value) implements Value {
    @Override
    public String text(SidNames names) {
      return value ? "yes" : "no";
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().value(value);
    }
  }

  /** An unsigned number of 32 bits. */
  record Number(int value) implements Value {
    @Override
    public String text(SidNames names) {
      return Integer.toUnsignedString(value);
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().value(Integer.toUnsignedLong(value));
    }
  }

  /** A supplementary gid, unsigned. */
  record Gid(int value) implements Value {
    @Override
    public String text(SidNames names) {
      return "present";
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.out().value(Integer.toUnsignedLong(value));
    }
  }

  /** An unsigned number of 64 bits. */
  record Id(long value) implements Value {
    @Override
    public String text(SidNames names) {
      return Long.toUnsignedString(value);
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.unsigned(value);
    }
  }

  /** Unix seconds; 0 is what was there before any clock was asked. */
  record Time(long unixSeconds) implements Value {
    @Override
    public String text(SidNames names) {
      return unixSeconds == 0 ? "at start-up" : UtcTime.text(unixSeconds);
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.time(unixSeconds);
    }
  }

  /** A SID. */
  record OfSid(Sid sid) implements Value {
    @Override
    public String text(SidNames names) {
      return names.text(sid);
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.sid(sid);
    }

    @Override
    public List<Sid> sids() {
      return List.of(sid);
    }
  }

  /** An integrity level, unsigned. */
  record Integrity(int level) implements Value {
    @Override
    public String text(SidNames names) {
      IntegrityLevel named = IntegrityLevel.byValue(level);
      String number = Integer.toUnsignedString(level);
      if (named == null) {
        return number;
      }
      return names.form() == SidForm.LABEL ? named.label() : named.label() + " (" + number + ")";
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      IntegrityLevel named = IntegrityLevel.byValue(level);
      document.out().beginObject();
      document.out().name("level").value(Integer.toUnsignedLong(level));
      document.out().name("word").value(named == null ? null : FlagNames.word(named));
      document.out().name("label");
      document.sid(Sid.integrity(level));
      document.out().endObject();
    }
  }

  /** Flags of 32 bits with their names. */
  record Flags(int mask, List<String> flags) implements Value {
    @Override
    public String text(SidNames names) {
      return flags.isEmpty() ? "none" : String.join(", ", flags);
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.mask(mask, flags);
    }
  }

  /**
   * The attributes of a SID in a list.
   *
   * @param stateful whether they say if it counts
   */
  record Attributes(int mask, boolean stateful) implements Value {
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
  record Privilege(boolean enabled, boolean byDefault) implements Value {
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
  record OfClaim(Claim claim) implements Value {
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
  record Entry(Ace ace) implements Value {
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

  /** Texts in an order that matters. */
  record Order(List<String> keys) implements Value {
    @Override
    public String text(SidNames names) {
      return String.join(" ", keys);
    }

    @Override
    public void write(JsonDocument document) throws IOException {
      document.strings(keys);
    }
  }
}
