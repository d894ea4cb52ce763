import static java.lang.constant.ConstantDescs.CD_Boolean;
import static java.lang.constant.ConstantDescs.CD_Byte;
import static java.lang.constant.ConstantDescs.CD_Character;
import static java.lang.constant.ConstantDescs.CD_Double;
import static java.lang.constant.ConstantDescs.CD_Float;
import static java.lang.constant.ConstantDescs.CD_Integer;
import static java.lang.constant.ConstantDescs.CD_Long;
import static java.lang.constant.ConstantDescs.CD_Number;
import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_Short;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_char;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * What is done to a value on the stack where a functional interface and the method behind it name different types: a
 * cast, boxing, unboxing, widening. Which of them is said by {@link java.lang.invoke.LambdaMetafactory}.
 */
final class Conversion {
  private static final List<ClassDesc> BOXES =
      List.of(CD_Boolean, CD_Byte, CD_Short, CD_Character, CD_Integer, CD_Long, CD_Float, CD_Double);

  private Conversion() {}

  /** The class of the objects that hold a primitive type. */
  static ClassDesc boxed(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> CD_Boolean;
      case BYTE -> CD_Byte;
      case SHORT -> CD_Short;
      case CHAR -> CD_Character;
      case INT -> CD_Integer;
      case LONG -> CD_Long;
      case FLOAT -> CD_Float;
      case DOUBLE -> CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
    };
  }

  /**
   * Makes the value of one type one of another.
   *
   * @param seen what a reference is known to be by the type arguments, where erasure has hidden it in {@code from}
   */
  static void write(CodeBuilder code, ClassDesc from, ClassDesc to, ClassDesc seen) {
    if (from.equals(CD_void) || to.equals(CD_void)) {
      return;
    }
    if (from.isPrimitive() && to.isPrimitive()) {
      widen(code, from, to);
    } else if (from.isPrimitive()) {
      ClassDesc held = BOXES.contains(to) ? unboxed(to) : from;
      widen(code, from, held);
      code.invokestatic(boxed(held), "valueOf", MethodTypeDesc.of(boxed(held), held));
      cast(code, boxed(held), to);
    } else {
      ClassDesc source = seen.isPrimitive() ? from : seen;
      cast(code, from, source);
      if (to.isPrimitive()) {
        unbox(code, source, to);
      } else {
        cast(code, source, to);
      }
    }
  }

  private static void unbox(CodeBuilder code, ClassDesc source, ClassDesc to) {
    if (BOXES.contains(source)) {
      ClassDesc held = unboxed(source);
      code.invokevirtual(source, held.displayName() + "Value", MethodTypeDesc.of(held));
      widen(code, held, to);
    } else {
      ClassDesc holder = to.equals(CD_boolean) || to.equals(CD_char) ? boxed(to) : CD_Number;
      cast(code, source, holder);
      code.invokevirtual(holder, to.displayName() + "Value", MethodTypeDesc.of(to));
    }
  }

  private static ClassDesc unboxed(ClassDesc box) {
    for (TypeKind kind : TypeKind.values()) {
      if (kind != TypeKind.REFERENCE && kind != TypeKind.VOID && boxed(kind.upperBound()).equals(box)) {
        return kind.upperBound();
      }
    }
    throw new IllegalArgumentException(box.displayName());
  }

  private static void widen(CodeBuilder code, ClassDesc from, ClassDesc to) {
    if (!from.equals(to)) {
      code.conversion(TypeKind.from(from), TypeKind.from(to));
    }
  }

  private static void cast(CodeBuilder code, ClassDesc from, ClassDesc to) {
    if (!to.equals(from) && !to.equals(CD_Object)) {
      code.checkcast(to);
    }
  }
}
