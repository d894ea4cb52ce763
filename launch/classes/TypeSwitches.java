import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * Switches over types, or over null and the constants of an enumeration, of one class, each as a method of that class:
 * (selector, restart) to the index of the first label from {@code restart} on that the selector is an instance of, or is;
 * -1 for null, the number of labels if there is none. That is what {@link java.lang.runtime.SwitchBootstraps} says.
 */
final class TypeSwitches {
  /** Labels are classes, or names of constants of the selector's type. */
  private record Method(String name, MethodTypeDesc type, List<ConstantDesc> labels) {
    ClassDesc selector() {
      return type.parameterType(0);
    }
  }

  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.invoke.ConstantBootstraps");

  private final ClassModel model;
  private final List<Method> methods = new ArrayList<>();

  TypeSwitches(ClassModel model) {
    this.model = model;
  }

  /** Whether it is one with no other labels than those; of a primitive selector there is only one that it has. */
  static boolean isCall(CodeElement element) {
    boolean ofConstants = Straighten.isCall(element, "java.lang.runtime.SwitchBootstraps", "enumSwitch");
    if (!ofConstants && !Straighten.isCall(element, "java.lang.runtime.SwitchBootstraps", "typeSwitch")) {
      return false;
    }
    InvokeDynamicInstruction call = (InvokeDynamicInstruction) element;
    ClassDesc selector = call.typeSymbol().parameterType(0);
    for (ConstantDesc label : labels(call)) {
      boolean understood = switch (label) {
        case ClassDesc type -> selector.isPrimitive() ? type.equals(selector) : !type.isPrimitive();
        case String constant -> ofConstants;
        default -> false;
      };
      if (!understood) {
        return false;
      }
    }
    return true;
  }

  /** The labels; the class of a primitive type is written as a constant that is made up, too. */
  private static List<ConstantDesc> labels(InvokeDynamicInstruction call) {
    List<ConstantDesc> labels = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      boolean primitive = label instanceof DynamicConstantDesc<?> made
          && made.bootstrapMethod().owner().equals(BOOTSTRAPS)
          && made.bootstrapMethod().methodName().equals("primitiveClass");
      labels.add(primitive ? ClassDesc.ofDescriptor(((DynamicConstantDesc<?>) label).constantName()) : label);
    }
    return labels;
  }

  void write(CodeBuilder code, InvokeDynamicInstruction call) {
    Method method = new Method("$typeSwitch$" + methods.size(), call.typeSymbol(), labels(call));
    methods.add(method);
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    code.invokestatic(model.thisClass().asSymbol(), method.name(), method.type(), inInterface);
  }

  void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    for (Method method : methods) {
      builder.withMethodBody(method.name(), method.type(), flags, code -> body(code, method));
    }
  }

  private static void body(CodeBuilder code, Method method) {
    if (!method.selector().isPrimitive()) {
      Label there = code.newLabel();
      code.aload(0).ifnonnull(there).iconst_m1().ireturn().labelBinding(there);
    }
    for (int i = 0; i < method.labels().size(); i++) {
      Label next = code.newLabel();
      code.iload(code.parameterSlot(1)).loadConstant(i).if_icmpgt(next);
      test(code, method, method.labels().get(i), next);
      code.loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(method.labels().size()).ireturn();
  }

  /** Goes on unless it is of that label. */
  private static void test(CodeBuilder code, Method method, ConstantDesc label, Label next) {
    if (label instanceof String constant) {
      code.aload(0).getstatic(method.selector(), constant, method.selector()).if_acmpne(next);
    } else if (!method.selector().isPrimitive()) {
      code.aload(0).instanceOf((ClassDesc) label).ifeq(next);
    }
  }
}
