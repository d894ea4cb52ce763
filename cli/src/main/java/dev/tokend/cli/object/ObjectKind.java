package dev.tokend.cli.object;

import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.catalog.AccessRights;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Right;
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
   * The names of the bits of a mask, for people: one name where a single right or composite is exactly that, else bit
   * by bit; what has no name comes last as a number.
   */
  public static List<String> words(ObjectType type, int mask) {
    if (Integer.bitCount(mask) > 1) {
      String whole = composite(AccessRights.of(type), mask);
      if (whole == null && type == ObjectType.DIRECTORY) {
        whole = composite(AccessRights.of(ObjectType.FILE), mask);
      }
      if (whole != null) {
        return List.of(whole);
      }
    }
    return AccessRights.names(type, mask);
  }

  private static @Nullable String composite(List<Right> rights, int mask) {
    for (Right right : rights) {
      if (right.composite() && right.mask() == mask) {
        return right.name();
      }
    }
    return null;
  }
}
