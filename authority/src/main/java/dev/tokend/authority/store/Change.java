package dev.tokend.authority.store;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.bytes.Bytes;
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
 * @param body of its entry, or null where it is gone
 * @param holds the ids of the tokens that it holds
 * @param session of a token
 */
record Change(Key key, @Nullable Body body, List<Long> holds, @Nullable Long session) {

  /** It is this now. */
  static Change of(Entry entry) {
    return of(entry, EntryCodec.encode(entry));
  }

  /** It is gone. */
  static Change gone(Key key) {
    return new Change(key, null, List.of(), null);
  }

  private static Change of(Entry entry, Body body) {
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
          case Entry.OfHandle handle -> List.of(handle.token());
          case Entry.OfSession session -> {
            Entry.Pair pair = session.pair();
            yield pair == null ? List.of() : List.of(pair.elevated(), pair.filtered());
          }
        };
    Long session = entry instanceof Entry.OfToken token ? token.blueprint().authId() : null;
    return new Change(entry.key(), body, holds, session);
  }

  /** The same, with another body that is equal. */
  Change with(Body equal) {
    return new Change(key, equal, holds, session);
  }

  /**
   * The entry that it is now.
   *
   * @throws MalformedException if its bytes are none
   * @throws IllegalStateException if it is gone
   */
  Entry entry(Shared shared) throws MalformedException {
    Body there = body;
    if (there == null) {
      throw new IllegalStateException(key + " is gone");
    }
    return EntryCodec.decode(key.kind(), there, shared);
  }

  static byte[] encode(List<Change> transaction) {
    ByteWriter out = new ByteWriter(512);
    for (Change change : transaction) {
      out.u8(change.key().kind().code());
      Body body = change.body();
      Fields.flag(out, body != null);
      if (body != null) {
        out.i32(body.length());
        body.writeTo(out);
      } else {
        out.i64(change.key().id());
        Fields.text(out, change.key().name());
      }
    }
    return out.toByteArray();
  }

  /** Reads one transaction. Of a token no more is read than whose it is; of all others, everything. */
  static List<Change> decode(ByteReader in) throws MalformedException {
    List<Change> transaction = new ArrayList<>();
    while (in.remaining() > 0) {
      int kindAt = in.position();
      Key.Kind kind = Fields.known(Key.Kind.byCode(in.u8()), in, kindAt, "kind of entry");
      if (!Fields.flag(in)) {
        transaction.add(gone(new Key(kind, in.i64(), Fields.text(in))));
      } else if (kind == Key.Kind.TOKEN) {
        transaction.add(token(TokenCodec.split(Fields.part(in, "entry"))));
      } else {
        ByteReader part = Fields.part(in, "entry");
        Bytes own = part.range(part.position(), part.end()).run(part.remaining());
        transaction.add(of(EntryCodec.decode(kind, part), Body.of(own)));
      }
    }
    return transaction;
  }

  private static Change token(Body body) throws MalformedException {
    ByteReader own = body.own().reader("token");
    return new Change(
        new Key(Key.Kind.TOKEN, TokenCodec.id(own), ""), body, List.of(), TokenCodec.session(own));
  }
}
