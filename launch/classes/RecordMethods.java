import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_void;

import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.InnerClassInfo;
import java.lang.classfile.attribute.RecordComponentInfo;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;

/**
 * The methods that a record has unless its source says otherwise, as {@link java.lang.runtime.ObjectMethods} makes them.
 * Each is the whole of its method: it finds its arguments on the stack, and leaves its result there.
 */
final class RecordMethods {
  private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  private final ClassDesc self;
  private final String name;
  private final List<RecordComponentInfo> components;
  private final CodeBuilder code;

  RecordMethods(ClassModel model, CodeBuilder code) {
    this.self = model.thisClass().asSymbol();
    this.name = simpleName(model);
    this.components = model.findAttribute(Attributes.record()).orElseThrow().components();
    this.code = code;
  }

  static boolean isCall(CodeElement element) {
    return Straighten.isCall(element, "java.lang.runtime.ObjectMethods", "bootstrap");
  }

  void write(InvokeDynamicInstruction call) {
    switch (call.name().stringValue()) {
      case "equals" -> equality();
      case "hashCode" -> hash();
      case "toString" -> text();
      default -> throw new IllegalStateException(call.toString());
    }
  }

  private static String simpleName(ClassModel model) {
    return model.findAttribute(Attributes.innerClasses()).stream()
        .flatMap(inner -> inner.classes().stream())
        .filter(inner -> inner.innerClass().equals(model.thisClass()))
        .map(RecordMethods::innerName)
        .findFirst()
        .orElseGet(() -> model.thisClass().asSymbol().displayName());
  }

  private static String innerName(InnerClassInfo inner) {
    return inner.innerName().orElseThrow().stringValue();
  }

  private ClassDesc load(int local, RecordComponentInfo component) {
    ClassDesc type = component.descriptorSymbol();
    code.aload(local).getfield(self, component.name().stringValue(), type);
    return type;
  }

  private void equality() {
    Label different = code.newLabel();
    Label end = code.newLabel();
    int other = code.allocateLocal(TypeKind.REFERENCE);
    code.pop().pop();
    code.aload(1).instanceOf(self).ifeq(different);
    code.aload(1).checkcast(self).astore(other);
    for (RecordComponentInfo component : components) {
      load(0, component);
      ClassDesc type = load(other, component);
      switch (TypeKind.from(type)) {
        case REFERENCE ->
            code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object)).ifeq(different);
        case LONG -> code.lcmp().ifne(different);
        case FLOAT, DOUBLE -> {
          ClassDesc box = Conversion.boxed(type);
          code.invokestatic(box, "compare", MethodTypeDesc.of(CD_int, type, type)).ifne(different);
        }
        default -> code.if_icmpne(different);
      }
    }
    code.iconst_1().goto_(end);
    code.labelBinding(different).iconst_0();
    code.labelBinding(end);
  }

  private void hash() {
    code.pop().iconst_0();
    for (RecordComponentInfo component : components) {
      code.bipush(31).imul();
      ClassDesc type = load(0, component);
      if (type.isPrimitive()) {
        code.invokestatic(Conversion.boxed(type), "hashCode", MethodTypeDesc.of(CD_int, type));
      } else {
        code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      }
      code.iadd();
    }
  }

  private void text() {
    code.pop().new_(BUILDER).dup().invokespecial(BUILDER, "<init>", MethodTypeDesc.of(CD_void));
    String before = name + "[";
    for (RecordComponentInfo component : components) {
      append(CD_String, before + component.name().stringValue() + "=");
      append(load(0, component));
      before = ", ";
    }
    append(CD_String, components.isEmpty() ? before + "]" : "]");
    code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String));
  }

  private void append(ClassDesc type, String text) {
    code.loadConstant(text);
    append(type);
  }

  private void append(ClassDesc type) {
    ClassDesc taken = switch (TypeKind.from(type)) {
      case REFERENCE -> type.equals(CD_String) ? CD_String : CD_Object;
      case BYTE, SHORT -> CD_int;
      default -> type;
    };
    code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, taken));
  }
}
