import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.List;

/**
 * Switches over types of one class, each as a method of that class: (selector, restart) to the index of the first label
 * from {@code restart} on that the selector is an instance of; -1 for null, the number of labels if it is of none. That
 * is what {@link java.lang.runtime.SwitchBootstraps#typeSwitch} says.
 */
final class TypeSwitches {
  private record Method(String name, MethodTypeDesc type, List<ClassDesc> labels) {}

  private final ClassModel model;
  private final List<Method> methods = new ArrayList<>();

  TypeSwitches(ClassModel model) {
    this.model = model;
  }

  /** Whether it is one whose labels all are classes. */
  static boolean isCall(CodeElement element) {
    if (!Straighten.isCall(element, "java.lang.runtime.SwitchBootstraps", "typeSwitch")) {
      return false;
    }
    for (ConstantDesc label : ((InvokeDynamicInstruction) element).bootstrapArgs()) {
      if (!(label instanceof ClassDesc type) || type.isPrimitive()) {
        return false;
      }
    }
    return true;
  }

  void write(CodeBuilder code, InvokeDynamicInstruction call) {
    List<ClassDesc> labels = new ArrayList<>();
    for (ConstantDesc label : call.bootstrapArgs()) {
      labels.add((ClassDesc) label);
    }
    Method method = new Method("$typeSwitch$" + methods.size(), call.typeSymbol(), labels);
    methods.add(method);
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    code.invokestatic(model.thisClass().asSymbol(), method.name(), method.type(), inInterface);
  }

  void addMethods(ClassBuilder builder) {
    int flags = ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;
    for (Method method : methods) {
      builder.withMethodBody(method.name(), method.type(), flags, code -> body(code, method.labels()));
    }
  }

  private static void body(CodeBuilder code, List<ClassDesc> labels) {
    Label there = code.newLabel();
    code.aload(0).ifnonnull(there).iconst_m1().ireturn().labelBinding(there);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf(labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
