package dev.tokend.monitor.state;

import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups of a token without their ENABLED bits: the part that never changes, shared by every token derived from the
 * same one. The ENABLED bits stand beside it in {@link GroupStates}.
 */
public final class GroupList {
  /** Entries of a token, the logon SID included (tokens §26 D1). */
  public static final int MAX_GROUPS = 1024;

  /** No groups. */
  public static final GroupList EMPTY = new GroupList(new Sid[0], new int[0]);

  private final Sid[] sids;
  private final int[] attributes;
  private int hash;

  private GroupList(Sid[] sids, int[] attributes) {
    this.sids = sids;
    this.attributes = attributes;
  }

  /**
   * The SIDs of {@code groups} in order with their attributes, ENABLED left out.
   *
   * @throws IllegalArgumentException for more than {@value #MAX_GROUPS} entries
   */
  public static GroupList of(List<SidAndAttributes> groups) {
    if (groups.size() > MAX_GROUPS) {
      throw new IllegalArgumentException("more than " + MAX_GROUPS + " groups: " + groups.size());
    }
    Sid[] sids = new Sid[groups.size()];
    int[] attributes = new int[groups.size()];
    for (int i = 0; i < sids.length; i++) {
      sids[i] = groups.get(i).sid();
      attributes[i] = groups.get(i).attributes() & ~GroupAttributes.ENABLED;
    }
    return new GroupList(sids, attributes);
  }

  /** The ENABLED bits of {@code groups}, the other half of {@link #of}. */
  public static GroupStates enabledOf(List<SidAndAttributes> groups) {
    GroupStates states = GroupStates.NONE;
    for (int i = 0; i < groups.size(); i++) {
      states = states.with(i, groups.get(i).isEnabled());
    }
    return states;
  }

  /** How many groups. */
  public int size() {
    return sids.length;
  }

  /** The SID of groups[{@code index}]. */
  public Sid sid(int index) {
    return sids[index];
  }

  /** The attributes of groups[{@code index}] without ENABLED, which says nothing here. */
  public int fixedAttributes(int index) {
    return attributes[index];
  }

  /** Whether groups[{@code index}] carries all of {@code bits}, none of which is ENABLED. */
  public boolean has(int index, int bits) {
    return (attributes[index] & bits) == bits;
  }

  /** The groups as they stand with these ENABLED bits. */
  public List<SidAndAttributes> with(GroupStates enabled) {
    List<SidAndAttributes> groups = new ArrayList<>(sids.length);
    for (int i = 0; i < sids.length; i++) {
      int bits = enabled.get(i) ? attributes[i] | GroupAttributes.ENABLED : attributes[i];
      groups.add(new SidAndAttributes(sids[i], bits));
    }
    return groups;
  }

  /** These groups with USE_FOR_DENY_ONLY added to the marked ones; the SIDs are shared. */
  public GroupList denyOnly(GroupStates marked) {
    if (marked.equals(GroupStates.NONE)) {
      return this;
    }
    int[] changed = attributes.clone();
    for (int i = 0; i < changed.length; i++) {
      if (marked.get(i)) {
        changed[i] |= GroupAttributes.USE_FOR_DENY_ONLY;
      }
    }
    return new GroupList(sids, changed);
  }

  /** Puts objects of the pool in place of equal SIDs; nobody else has seen this list yet, or it has them already. */
  GroupList sharing(Pool<Sid> pool) {
    for (int i = 0; i < sids.length; i++) {
      sids[i] = pool.shared(sids[i]);
    }
    return this;
  }

  /** The SIDs in order, whatever their states. */
  public List<Sid> sids() {
    return List.of(sids);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof GroupList that
        && Arrays.equals(sids, that.sids)
        && Arrays.equals(attributes, that.attributes);
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = 31 * Arrays.hashCode(sids) + Arrays.hashCode(attributes);
      hash = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return with(GroupStates.NONE).toString();
  }
}
