package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is now kept of one thing: its entry's bytes, or nothing any more.
 *
 * <pre>
 *   u8 kind; u8 1 = it is: u32 length and the bytes of the entry; 0 = it is gone: u64 id, u32 length and UTF-8 of name
 * </pre>
 *
 * A transaction is one change after the other; all of them are kept, or none.
 *
 * @param key of the thing
 * @param body of its entry, or null where it is gone; not to be changed
 * @param holds the ids of the tokens that it holds
 * @param session of a token
 */
record Change(Key key, byte @Nullable [] body, List<Long> holds, @Nullable Long session) {

  /** It is this now. */
  static Change of(Entry entry) {
    return of(entry, EntryCodec.encode(entry));
  }

  /** It is gone. */
  static Change gone(Key key) {
    return new Change(key, null, List.of(), null);
  }

  private static Change of(Entry entry, byte[] body) {
    List<Long> holds =
        switch (entry) {
          case Entry.Ids ids -> List.of();
          case Entry.OfToken token -> List.of();
          case Entry.OfProcess process -> {
            List<Long> held = new ArrayList<>();
            held.add(process.token());
            process.acting().forEach(acting -> held.add(acting.token()));
            yield List.copyOf(held);
          }
          case Entry.OfPin pin -> List.of(pin.token());
          case Entry.OfSession session -> {
            Entry.Pair pair = session.pair();
            yield pair == null ? List.of() : List.of(pair.elevated(), pair.filtered());
          }
        };
    Long session = entry instanceof Entry.OfToken token ? token.blueprint().authId() : null;
    return new Change(entry.key(), body, holds, session);
  }

  /**
   * The entry that it is now.
   *
   * @throws IllegalStateException if it is gone
   */
  Entry entry() {
    byte[] bytes = body;
    if (bytes == null) {
      throw new IllegalStateException(key + " is gone");
    }
    try {
      return EntryCodec.decode(key.kind(), new ByteReader("entry", bytes));
    } catch (MalformedException e) {
      throw new IllegalStateException("an entry that was read or written cannot be read", e);
    }
  }

  static byte[] encode(List<Change> transaction) {
    ByteWriter out = new ByteWriter(512);
    for (Change change : transaction) {
      out.u8(change.key().kind().code());
      byte[] body = change.body();
      Fields.flag(out, body != null);
      if (body != null) {
        Fields.bytes(out, body);
      } else {
        out.i64(change.key().id());
        Fields.text(out, change.key().name());
      }
    }
    return out.toByteArray();
  }

  /** Reads one transaction, whose entries are whole. */
  static List<Change> decode(ByteReader in) throws MalformedException {
    List<Change> transaction = new ArrayList<>();
    while (in.remaining() > 0) {
      int kindAt = in.position();
      Key.Kind kind = Fields.known(Key.Kind.byCode(in.u8()), in, kindAt, "kind of entry");
      if (Fields.flag(in)) {
        ByteReader part = Fields.part(in, "entry");
        int from = part.position();
        Entry entry = EntryCodec.decode(kind, part);
        transaction.add(of(entry, part.copySince(from)));
      } else {
        transaction.add(gone(new Key(kind, in.i64(), Fields.text(in))));
      }
    }
    return transaction;
  }
}
