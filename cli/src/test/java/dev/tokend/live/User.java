package dev.tokend.live;

import java.util.ArrayList;
import java.util.List;

/**
 * A user as whom a test runs something: one that every Linux has, or one that need not have a name there.
 *
 * @param name its login name
 * @param uid its uid, and its gid
 */
record User(String name, int uid) {
  static final User DAEMON = new User("daemon", 1);
  static final User BIN = new User("bin", 2);
  static final User ALICE = new User("alice", 1001);
  static final User BOB = new User("bob", 1002);

  /** A command run as this user, in its own group and no other, without any capability. */
  List<String> running(List<String> command) {
    List<String> all = new ArrayList<>(List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--"));
    all.addAll(command);
    return all;
  }

  String sid() {
    return "S-1-22-1-" + uid;
  }
}
