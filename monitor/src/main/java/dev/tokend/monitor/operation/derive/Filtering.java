package dev.tokend.monitor.operation.derive;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.bytes.ByteReader;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.token.TokenSpec.Restriction;
import dev.tokend.monitor.refusal.Operation;
import dev.tokend.monitor.refusal.Refusal;
import dev.tokend.monitor.refusal.Rule;
import dev.tokend.monitor.state.DefaultSecurity;
import dev.tokend.monitor.state.GroupList;
import dev.tokend.monitor.state.GroupStates;
import dev.tokend.monitor.state.Token;
import dev.tokend.monitor.state.TokenBlueprint;
import dev.tokend.monitor.state.TokenState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules by which a token loses something on the way to its copy (tokens §13 rows 3 to 6 and the effect table). */
public final class Filtering {
  private static final int MAX_PAYLOAD = 65536;

  private final Rule size;
  private final Rule payload;
  private final Rule intersection;
  private final Rule index;
  private final Rule twice;

  /** The rules as {@code operation} refuses by them. */
  public Filtering(Operation operation) {
    size = row(operation, "3", "flags and length", "an unknown flag is set, or the payload is larger than 65536 bytes");
    payload = row(operation, "4", "payload", "the payload is not exactly the group indices and SIDs announced");
    intersection =
        row(operation, "5", "restricting SIDs", "none of the SIDs given already restricts the token");
    index = row(operation, "6", "group index", "the token has no group of that index");
    twice = row(operation, "6", "group index", "a group is named twice");
  }

  /**
   * The copy of {@code source} after the filter.
   *
   * @param creator user of the primary token of the process that asks
   * @throws Refusal EINVAL, the first row that fails
   */
  public TokenBlueprint filter(Token source, FilterArgument argument, Sid creator) throws Refusal {
    if ((argument.flags() & ~FilterArgument.WRITE_RESTRICTED) != 0 || argument.payload().size() > MAX_PAYLOAD) {
      throw size.refuse();
    }
    long denyCount = Integer.toUnsignedLong(argument.denyCount());
    ByteReader in = argument.payload().reader("restrict payload");
    List<Integer> denied;
    List<Sid> supplied;
    try {
      denied = indices(in, denyCount);
      supplied = sids(in, Integer.toUnsignedLong(argument.restrictCount()));
    } catch (MalformedException e) {
      throw payload.refuse();
    }
    List<SidAndAttributes> restricting = restricting(source.identity().restriction().sids(), supplied);
    GroupList groups = source.identity().groups();
    GroupList denyOnly = groups.denyOnly(marked(denied, groups.size()));
    boolean writeRestricted = argument.flags() != 0 || source.identity().restriction().writeRestricted();
    boolean userDenyOnly = writeRestricted || source.identity().restriction().userDenyOnly();
    TokenState state =
        source
            .state()
            .with(source.privileges().without(argument.privilegesToDelete()).unused())
            .with(DefaultSecurity.token(creator, source.user()));
    return source
        .blueprint()
        .with(source.identity().filtered(denyOnly, new Restriction(restricting, writeRestricted, userDenyOnly)))
        .with(state)
        .unlinked()
        .resettingToNow();
  }

  private static List<Integer> indices(ByteReader in, long count) throws MalformedException {
    if (count > in.remaining() / Integer.BYTES) {
      throw in.fail("fewer group indices than announced");
    }
    List<Integer> indices = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      indices.add(in.i32());
    }
    return indices;
  }

  private static List<Sid> sids(ByteReader in, long count) throws MalformedException {
    if (count > in.remaining() / Sid.MIN_SIZE) {
      throw in.fail("fewer SIDs than announced");
    }
    List<Sid> sids = new ArrayList<>((int) count);
    for (long i = 0; i < count; i++) {
      sids.add(Sid.read(in));
    }
    in.expectEnd();
    return sids;
  }

  /** A source that is restricted already keeps those of its entries that were supplied; it never gains one. */
  private List<SidAndAttributes> restricting(List<SidAndAttributes> present, List<Sid> supplied) throws Refusal {
    List<SidAndAttributes> result = new ArrayList<>();
    if (present.isEmpty()) {
      for (Sid sid : supplied) {
        result.add(new SidAndAttributes(sid, GroupAttributes.ENABLED));
      }
      return result;
    }
    Set<Sid> kept = new HashSet<>(supplied);
    for (SidAndAttributes entry : present) {
      if (kept.contains(entry.sid())) {
        result.add(entry);
      }
    }
    if (result.isEmpty()) {
      throw intersection.refuse();
    }
    return result;
  }

  private GroupStates marked(List<Integer> denied, int groups) throws Refusal {
    GroupStates marked = GroupStates.NONE;
    for (int i : denied) {
      if (Integer.compareUnsigned(i, groups) >= 0) {
        throw index.refuse();
      }
      if (marked.get(i)) {
        throw twice.refuse();
      }
      marked = marked.with(i, true);
    }
    return marked;
  }

  private static Rule row(Operation operation, String row, String words, String reason) {
    return Rule.at(operation, Operation.FILTER.section() + " row " + row, Errno.EINVAL, words, reason);
  }
}
