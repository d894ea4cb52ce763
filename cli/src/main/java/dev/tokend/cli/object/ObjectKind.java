package dev.tokend.cli.object;

import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Right;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the command has to know of a type of object. */
public final class ObjectKind {
  private ObjectKind() {}

  /** The type of a {@code --type} flag; files where none was given. */
  public static ObjectType of(@Nullable String name) {
    ObjectType type = name == null ? null : ObjectType.byName(name);
    return type == null ? ObjectType.FILE : type;
  }

  /** What generic rights stand for there (security-descriptors §11.2). */
  public static GenericMapping mapping(ObjectType type) {
    return new GenericMapping(type.genericRead(), type.genericWrite(), type.genericExecute(), type.genericAll());
  }

  /**
   * The names of the rights in a mask, for people: composites that are whole in it, such as FILE_GENERIC_READ, then
   * whatever they leave, bit by bit; what has no name comes last as a number.
   */
  public static List<String> words(ObjectType type, int mask) {
    List<Right> composites = composites(type == ObjectType.DIRECTORY ? ObjectType.FILE : type, mask);
    List<String> words = new ArrayList<>();
    int left = mask;
    for (Right right : composites) {
      words.add(right.name());
      left &= ~right.mask();
    }
    if (left != 0 || mask == 0) {
      words.addAll(AccessRights.names(type, left));
    }
    return words;
  }

  /** The fewest composites, in the order of the catalogue: again and again the one that says most of what is left. */
  private static List<Right> composites(ObjectType type, int mask) {
    List<Right> rights = AccessRights.of(type);
    List<Right> chosen = new ArrayList<>();
    int left = mask;
    Right best = saysMost(rights, mask, left);
    while (best != null) {
      chosen.add(best);
      left &= ~best.mask();
      best = saysMost(rights, mask, left);
    }
    List<Right> inOrder = new ArrayList<>(rights);
    inOrder.retainAll(chosen);
    return inOrder;
  }

  /** The composite within the mask that names most of the rights left, and two or more; null if there is none. */
  private static @Nullable Right saysMost(List<Right> rights, int mask, int left) {
    Right best = null;
    int most = 1;
    for (Right right : rights) {
      int says = right.composite() && (right.mask() & ~mask) == 0 ? Integer.bitCount(right.mask() & left) : 0;
      if (says > most) {
        best = right;
        most = says;
      }
    }
    return best;
  }
}
