package dev.tokend.kacs.sd;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.catalog.AceType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An access control list ([MS-DTYP] 2.4.5, security-descriptors §3).
 *
 * <p>Layout: revision u8, a byte, size u16 with this header of 8 bytes included, entry count u16, two bytes; then
 * exactly that many entries, which fill the size. What was read is written back bit for bit. An ACL without entries
 * grants nothing, which is not the same as having no ACL.
 */
public final class Acl {
  /** The size of the header, in bytes. */
  public static final int HEADER_SIZE = 8;

  /** The largest size, in bytes. */
  public static final int MAX_SIZE = 65535;

  /** The revision of an ACL of basic entries. */
  public static final int REVISION = 2;

  /** The revision of an ACL with object or callback entries. */
  public static final int REVISION_DS = 4;

  /** An ACL without entries: grants nothing. */
  public static final Acl EMPTY = Acl.of(List.of());

  private final int revision;
  private final int sbz1;
  private final int sbz2;
  private final List<Ace> aces;
  private final int size;

  private Acl(int revision, int sbz1, int sbz2, List<Ace> aces) {
    this.revision = revision;
    this.sbz1 = sbz1;
    this.sbz2 = sbz2;
    this.aces = List.copyOf(aces);
    this.size = sizeOf(aces);
    if (size > MAX_SIZE) {
      throw new IllegalArgumentException("ACL of " + size + " bytes; at most 65535 are allowed");
    }
  }

  /**
   * The ACL of these entries, with the lowest revision that fits them.
   *
   * @throws IllegalArgumentException if {@link #sizeOf} the entries is more than {@link #MAX_SIZE}
   */
  public static Acl of(List<? extends Ace> aces) {
    return new Acl(revisionFor(aces), 0, 0, List.copyOf(aces));
  }

  /** As {@link #of(List)}. */
  public static Acl of(Ace... aces) {
    return of(List.of(aces));
  }

  /** How many bytes an ACL of these entries has. */
  public static int sizeOf(List<? extends Ace> aces) {
    int size = HEADER_SIZE;
    for (int i = 0; i < aces.size(); i++) {
      size = Math.addExact(size, aces.get(i).size());
    }
    return size;
  }

  /**
   * Parses an ACL that fills the whole array.
   *
   * @throws MalformedException if it is not one
   */
  public static Acl parse(byte[] bytes) throws MalformedException {
    ByteReader in = new ByteReader("ACL", bytes);
    Acl acl = read(in);
    in.expectEnd();
    return acl;
  }

  /** Reads the ACL at the reader's position, whose header says how long it is, and moves past it. */
  public static Acl read(ByteReader in) throws MalformedException {
    int start = in.position();
    ByteReader header = in.range(start, in.end());
    int revision = header.u8();
    int sbz1 = header.u8();
    int size = header.u16();
    int count = header.u16();
    int sbz2 = header.u16();
    if (size < HEADER_SIZE || size > in.remaining()) {
      throw in.failAt(start + 2, "ACL of " + size + " bytes, " + in.remaining() + " are left");
    }
    ByteReader body = in.slice("ACL", size);
    body.skip(HEADER_SIZE);
    List<Ace> aces = new ArrayList<>(Math.min(count, body.remaining() / Ace.HEADER_SIZE));
    for (int i = 0; i < count; i++) {
      aces.add(AceReader.read(body));
    }
    body.expectEnd();
    return new Acl(revision, sbz1, sbz2, aces);
  }

  /**
   * An ACL with other entries that stands in the place of this one: the reserved fields are carried over, and where
   * entries are opaque, whose needs are unknown, the revision does not go down (security-descriptors §3).
   *
   * @throws IllegalArgumentException if the entries are too large
   */
  public Acl withAces(List<? extends Ace> newAces) {
    return new Acl(revisionFor(newAces, revision), sbz1, sbz2, List.copyOf(newAces));
  }

  /** The ACL of entries that come from lists whose highest revision is {@code sourceRevision}. */
  static Acl composed(List<Ace> aces, int sourceRevision) {
    return new Acl(revisionFor(aces, sourceRevision), 0, 0, aces);
  }

  /** The entries in order. */
  public List<Ace> aces() {
    return aces;
  }

  /** Whether there are no entries. */
  public boolean isEmpty() {
    return aces.isEmpty();
  }

  /** The revision byte as stored; any value is taken on reading. */
  public int revision() {
    return revision;
  }

  /** The size in bytes, header included. */
  public int size() {
    return size;
  }

  /** The binary form. */
  public byte[] toByteArray() {
    ByteWriter out = new ByteWriter(size);
    writeTo(out);
    return out.toByteArray();
  }

  /** Appends the binary form. */
  public void writeTo(ByteWriter out) {
    out.u8(revision).u8(sbz1).u16(size).u16(aces.size()).u16(sbz2);
    for (int i = 0; i < aces.size(); i++) {
      aces.get(i).writeTo(out);
    }
  }

  /** Equal when the binary forms are. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Acl that
        && revision == that.revision
        && sbz1 == that.sbz1
        && sbz2 == that.sbz2
        && aces.equals(that.aces);
  }

  @Override
  public int hashCode() {
    return 31 * aces.hashCode() + revision;
  }

  @Override
  public String toString() {
    return "Acl[revision=" + revision + ", aces=" + aces + "]";
  }

  /** The lowest revision for the entries, but not below that of their source where some are opaque. */
  private static int revisionFor(List<? extends Ace> aces, int sourceRevision) {
    int lowest = revisionFor(aces);
    for (int i = 0; i < aces.size(); i++) {
      if (aces.get(i) instanceof OpaqueAce) {
        return Math.max(lowest, sourceRevision);
      }
    }
    return lowest;
  }

  private static int revisionFor(List<? extends Ace> aces) {
    for (int i = 0; i < aces.size(); i++) {
      int type = aces.get(i).typeCode();
      if (type >= AceType.ACCESS_ALLOWED_OBJECT.value() && type <= AceType.SYSTEM_ALARM_CALLBACK_OBJECT.value()) {
        return REVISION_DS;
      }
    }
    return REVISION;
  }
}
