package dev.tokend.cli.object;

import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.ObjectTypeList;
import dev.tokend.kacs.sd.Guid;
import java.util.ArrayList;
import java.util.List;

/** The parts of an object as {@code LEVEL:GUID,LEVEL:GUID...}, the object itself first, at level 0. */
public final class ObjectParts {
  private static final String STRUCTURE = "object type list";

  private ObjectParts() {}

  /**
   * Reads a list; whether it is a tree, the check decides.
   *
   * @throws MalformedException with the index of the character that does not fit
   */
  public static ObjectTypeList parse(String text) throws MalformedException {
    List<ObjectTypeList.Node> nodes = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int comma = text.indexOf(',', from);
      int to = comma < 0 ? text.length() : comma;
      nodes.add(node(text, from, to));
      from = to + 1;
    }
    return ObjectTypeList.of(nodes);
  }

  private static ObjectTypeList.Node node(String text, int from, int to) throws MalformedException {
    int level = 0;
    int at = from;
    while (at < to && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      level = 10 * level + text.charAt(at) - '0';
      if (level > ObjectTypeList.MAX_NODES) {
        throw new MalformedException(STRUCTURE, from, "a level is at most " + ObjectTypeList.MAX_NODES);
      }
      at++;
    }
    if (at == from || at >= to || text.charAt(at) != ':') {
      throw new MalformedException(STRUCTURE, at, "expected LEVEL:GUID");
    }
    try {
      return new ObjectTypeList.Node(level, Guid.parse(text.substring(at + 1, to)));
    } catch (MalformedException e) {
      throw new MalformedException(STRUCTURE, at + 1 + e.offset(), e.reason());
    }
  }
}
