package dev.tokend.cli;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts in memory. */
final class FakeAccounts implements Accounts {
  final Map<String, Integer> users = new HashMap<>();
  final Map<String, Integer> groups = new HashMap<>();
  @Nullable IOException broken;

  /** Those of the golden files. */
  static FakeAccounts ofGoldenFiles() {
    FakeAccounts accounts = new FakeAccounts();
    accounts.users.put("root", 0);
    accounts.users.put("alice", 1000);
    accounts.users.put("bob", 1001);
    accounts.groups.put("root", 0);
    accounts.groups.put("alice", 1000);
    accounts.groups.put("sudo", 27);
    return accounts;
  }

  @Override
  public @Nullable Integer user(String name) throws IOException {
    return find(users, name);
  }

  @Override
  public @Nullable Integer group(String name) throws IOException {
    return find(groups, name);
  }

  private @Nullable Integer find(Map<String, Integer> accounts, String name) throws IOException {
    IOException failure = broken;
    if (failure != null) {
      throw failure;
    }
    return accounts.get(name);
  }
}
