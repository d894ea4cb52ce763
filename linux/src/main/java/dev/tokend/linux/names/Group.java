package dev.tokend.linux.names;

import java.util.List;

/**
 * A group as the name service describes it (group(5)).
 *
 * @param name its name
 * @param gid group id, unsigned
 * @param members the login names that the entry lists; users whose primary group it is are usually not among them
 */
public record Group(String name, int gid, List<String> members) {
  /** Copies the list. */
  public Group {
    members = List.copyOf(members);
  }
}
