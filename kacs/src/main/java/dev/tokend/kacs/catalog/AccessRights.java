package dev.tokend.kacs.catalog;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The access rights by object type (KACS v0.22 §3.3 and §13.7). */
public final class AccessRights {
  private AccessRights() {}

  /** The rights that only this type of object has, composites included. */
  public static List<Right> of(ObjectType type) {
    return List.of(AccessRightTable.of(type));
  }

  /** The rights that every type of object has: standard, special and generic, composites included. */
  public static List<Right> common() {
    List<Right> rights = new ArrayList<>();
    for (Right[] part : commonParts()) {
      rights.addAll(List.of(part));
    }
    return List.copyOf(rights);
  }

  /** The policy bits of a mandatory label, in the numbering of KACS (security-descriptors §4.4). */
  public static List<Right> mandatoryLabel() {
    return List.of(AccessRightTable.mandatoryLabelKacsRights());
  }

  /** The policy bits of a mandatory label, in the numbering of Windows, where bits 0 and 1 are swapped. */
  public static List<Right> mandatoryLabelOfWindows() {
    return List.of(AccessRightTable.mandatoryLabelRights());
  }

  /**
   * The names of the bits in {@code mask}: those of the type, then the common ones; composites are not used. Bits
   * without a name follow as one number, {@code 0x...}.
   */
  public static List<String> names(ObjectType type, int mask) {
    List<String> names = new ArrayList<>();
    int left = take(AccessRightTable.of(type), mask, names);
    for (Right[] part : commonParts()) {
      left = take(part, left, names);
    }
    if (left != 0) {
      names.add("0x" + Integer.toHexString(left));
    }
    return List.copyOf(names);
  }

  /**
   * The mask of a right by its name or SDDL code, in any case; null if the type has none of that name.
   *
   * <p>Composites are found. The composites of files serve directories too, and the nine positional codes CC to CR
   * serve every type.
   */
  public static @Nullable Integer byName(ObjectType type, String name) {
    Integer mask = find(AccessRightTable.of(type), name);
    if (mask == null && type == ObjectType.DIRECTORY) {
      mask = findComposite(AccessRightTable.fileRights(), name);
    }
    for (Right[] part : commonParts()) {
      mask = mask != null ? mask : find(part, name);
    }
    return mask != null ? mask : findCode(AccessRightTable.directoryServiceRights(), name);
  }

  private static Right[][] commonParts() {
    return new Right[][] {
      AccessRightTable.standardRights(), AccessRightTable.specialRights(), AccessRightTable.genericRights()
    };
  }

  private static int take(Right[] rights, int mask, List<String> names) {
    int left = mask;
    for (Right right : rights) {
      if (!right.composite() && (left & right.mask()) != 0) {
        names.add(right.name());
        left &= ~right.mask();
      }
    }
    return left;
  }

  private static @Nullable Integer find(Right[] rights, String name) {
    for (Right right : rights) {
      if (right.name().equalsIgnoreCase(name)) {
        return right.mask();
      }
    }
    return findCode(rights, name);
  }

  private static @Nullable Integer findComposite(Right[] rights, String name) {
    for (Right right : rights) {
      if (right.composite() && (right.name().equalsIgnoreCase(name) || name.equalsIgnoreCase(right.sddl()))) {
        return right.mask();
      }
    }
    return null;
  }

  private static @Nullable Integer findCode(Right[] rights, String code) {
    for (Right right : rights) {
      if (code.equalsIgnoreCase(right.sddl())) {
        return right.mask();
      }
    }
    return null;
  }
}
