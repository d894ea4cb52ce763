package dev.tokend.cli.diff;

import dev.tokend.cli.json.JsonDocument;
import dev.tokend.cli.view.FlagNames;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.cli.view.UtcTime;
import dev.tokend.kacs.catalog.IntegrityLevel;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.token.TokenSource;
import java.io.IOException;
import java.util.List;

/** What one of the compared things is on one side. Two values that are equal are no difference. */
sealed interface Value
    permits EntryValue,
        Value.None,
        Value.Word,
        Value.SourceName,
        Value.Truth,
        Value.Number,
        Value.Id,
        Value.Time,
        Value.OfSid,
        Value.Integrity,
        Value.Flags,
        Value.Order {
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
