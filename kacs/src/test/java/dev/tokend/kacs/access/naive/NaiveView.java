package dev.tokend.kacs.access.naive;

import java.util.List;

/** The three views of access-check §6, with the membership questions of conditional-expressions §4.4. */
sealed interface NaiveView {
  boolean owner();

  /** An ACE's SID, S-1-3-4 and S-1-5-10 included. */
  default boolean matches(String sid, boolean allow) {
    if (sid.equals("S-1-3-4")) {
      return owner();
    }
    if (sid.equals("S-1-5-10")) {
      return self(allow);
    }
    return plain(sid, allow);
  }

  /** A SID without special meaning. */
  boolean plain(String sid, boolean allow);

  boolean self(boolean allow);

  boolean member(String sid, boolean allow);

  boolean deviceMember(String sid, boolean allow);

  private static boolean listed(List<NaiveToken.Group> groups, String sid) {
    return groups.stream().anyMatch(group -> group.sid().equals(sid));
  }

  private static boolean matching(List<NaiveToken.Group> groups, String sid, boolean allow) {
    return groups.stream().anyMatch(group -> group.sid().equals(sid) && group.matches(allow));
  }

  /** As user and groups. */
  record Normal(NaiveCase c) implements NaiveView {
    @Override
    public boolean owner() {
      String owner = c.descriptor().owner();
      return owner.equals(c.token().user()) || listed(c.token().groups(), owner);
    }

    @Override
    public boolean plain(String sid, boolean allow) {
      return sid.equals(c.token().user()) && (!allow || !c.token().userDenyOnly())
          || matching(c.token().groups(), sid, allow);
    }

    @Override
    public boolean self(boolean allow) {
      return c.selfSid() != null && plain(c.selfSid(), allow);
    }

    @Override
    public boolean member(String sid, boolean allow) {
      return switch (sid) {
        case "S-1-3-4" -> owner();
        case "S-1-5-10" -> self(allow);
        default -> matching(c.token().groups(), sid, allow);
      };
    }

    @Override
    public boolean deviceMember(String sid, boolean allow) {
      return matching(c.token().deviceGroups(), sid, allow);
    }
  }

  /** As restricting SIDs. */
  record Restricted(NaiveCase c) implements NaiveView {
    @Override
    public boolean owner() {
      return listed(c.token().restrictedSids(), c.descriptor().owner());
    }

    @Override
    public boolean plain(String sid, boolean allow) {
      return listed(c.token().restrictedSids(), sid);
    }

    @Override
    public boolean self(boolean allow) {
      return c.selfSid() != null && plain(c.selfSid(), allow);
    }

    @Override
    public boolean member(String sid, boolean allow) {
      return switch (sid) {
        case "S-1-3-4" -> owner();
        case "S-1-5-10" -> self(allow);
        default -> plain(sid, allow);
      };
    }

    @Override
    public boolean deviceMember(String sid, boolean allow) {
      return switch (sid) {
        case "S-1-3-4" -> owner();
        case "S-1-5-10" -> self(allow);
        default -> matching(c.token().restrictedDeviceGroups(), sid, allow);
      };
    }
  }

  /** As the package and its capabilities. */
  record Confinement(NaiveCase c) implements NaiveView {
    @Override
    public boolean owner() {
      return plain(c.descriptor().owner(), true);
    }

    @Override
    public boolean plain(String sid, boolean allow) {
      return sid.equals(c.token().confinementSid()) || listed(c.token().confinementCapabilities(), sid);
    }

    @Override
    public boolean self(boolean allow) {
      return c.selfSid() != null && plain(c.selfSid(), allow);
    }

    @Override
    public boolean member(String sid, boolean allow) {
      return switch (sid) {
        case "S-1-3-4" -> owner();
        case "S-1-5-10" -> self(allow);
        default -> matching(c.token().groups(), sid, allow);
      };
    }

    @Override
    public boolean deviceMember(String sid, boolean allow) {
      return switch (sid) {
        case "S-1-3-4" -> owner();
        case "S-1-5-10" -> self(allow);
        default -> plain(sid, allow);
      };
    }
  }
}
