import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.INIT_NAME;
import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;

/**
 * The class of one lambda or method reference: it holds what is captured, implements the functional interface, and
 * calls the method that javac has made for the lambda, or the one referred to. It belongs to the nest of the class that
 * it came from, and so may call what is private there. That is what {@link java.lang.invoke.LambdaMetafactory} says.
 *
 * @param name of the class
 * @param host of the nest
 * @param captured the types of what is captured
 * @param interfaces the functional interface first
 * @param method the name of its method
 * @param types those of its method as erased: its own first, then bridges
 * @param implementation what is called
 * @param instantiated the type of the method with the type arguments in place
 */
record Lambda(
    ClassDesc name,
    ClassDesc host,
    List<ClassDesc> captured,
    List<ClassDesc> interfaces,
    String method,
    List<MethodTypeDesc> types,
    DirectMethodHandleDesc implementation,
    MethodTypeDesc instantiated) {
  /** Neither is a name that a source has: one is beside the method of the interface. */
  private static final String MAKE = "make$";

  private static final String ONLY = "only$";

  private static final int HIDDEN = ClassFile.ACC_PRIVATE | ClassFile.ACC_FINAL;

  /** What {@link java.lang.invoke.LambdaMetafactory#altMetafactory} is told. */
  private static final int SERIALIZABLE = 1;

  private static final int MARKERS = 2;
  private static final int BRIDGES = 4;

  static boolean isSerializable(List<ConstantDesc> arguments) {
    return arguments.size() > 3 && ((Integer) arguments.get(3) & SERIALIZABLE) != 0;
  }

  static Lambda of(ClassDesc name, ClassDesc host, InvokeDynamicEntry call, List<ConstantDesc> arguments) {
    MethodTypeDesc made = call.typeSymbol();
    List<ClassDesc> interfaces = new ArrayList<>(List.of(made.returnType()));
    List<MethodTypeDesc> types = new ArrayList<>(List.of((MethodTypeDesc) arguments.get(0)));
    if (arguments.size() > 3) {
      int flags = (Integer) arguments.get(3);
      int next = 4;
      if ((flags & MARKERS) != 0) {
        for (int last = next + (Integer) arguments.get(next++); next <= last; next++) {
          interfaces.add((ClassDesc) arguments.get(next));
        }
      }
      if ((flags & BRIDGES) != 0) {
        for (int last = next + (Integer) arguments.get(next++); next <= last; next++) {
          types.add((MethodTypeDesc) arguments.get(next));
        }
      }
    }
    return new Lambda(
        name,
        host,
        made.parameterList(),
        interfaces.stream().distinct().toList(),
        call.name().stringValue(),
        types.stream().distinct().toList(),
        (DirectMethodHandleDesc) arguments.get(1),
        (MethodTypeDesc) arguments.get(2));
  }

  /** Takes what is captured from the stack, and leaves the lambda there; without captures it is the same each time. */
  void use(CodeBuilder code) {
    if (captured.isEmpty()) {
      code.getstatic(name, ONLY, interfaces.getFirst());
    } else {
      code.invokestatic(name, MAKE, MethodTypeDesc.of(interfaces.getFirst(), captured));
    }
  }

  byte[] bytes(ClassFile classFile, int version) {
    return classFile.build(name, made -> {
      made.withVersion(version, 0)
          .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC)
          .withInterfaceSymbols(interfaces)
          .with(NestHostAttribute.of(host));
      for (int i = 0; i < captured.size(); i++) {
        made.withField(field(i), captured.get(i), HIDDEN);
      }
      made.withMethodBody(INIT_NAME, MethodTypeDesc.of(CD_void, captured), ClassFile.ACC_PRIVATE, this::construct);
      if (captured.isEmpty()) {
        only(made);
      } else {
        MethodTypeDesc type = MethodTypeDesc.of(interfaces.getFirst(), captured);
        made.withMethodBody(MAKE, type, ClassFile.ACC_STATIC, code -> make(code).areturn());
      }
      for (MethodTypeDesc type : types) {
        made.withMethodBody(method, type, ClassFile.ACC_PUBLIC, code -> forward(code, type));
      }
    });
  }

  private static String field(int captured) {
    return "captured" + captured;
  }

  private void construct(CodeBuilder code) {
    code.aload(0).invokespecial(CD_Object, INIT_NAME, MTD_void);
    for (int i = 0; i < captured.size(); i++) {
      code.aload(0)
          .loadLocal(TypeKind.from(captured.get(i)), code.parameterSlot(i))
          .putfield(name, field(i), captured.get(i));
    }
    code.return_();
  }

  private void only(ClassBuilder made) {
    ClassDesc type = interfaces.getFirst();
    made.withField(ONLY, type, ClassFile.ACC_STATIC | ClassFile.ACC_FINAL);
    made.withMethodBody(
        "<clinit>", MTD_void, ClassFile.ACC_STATIC, code -> make(code).putstatic(name, ONLY, type).return_());
  }

  private CodeBuilder make(CodeBuilder code) {
    code.new_(name).dup();
    for (int i = 0; i < captured.size(); i++) {
      code.loadLocal(TypeKind.from(captured.get(i)), code.parameterSlot(i));
    }
    return code.invokespecial(name, INIT_NAME, MethodTypeDesc.of(CD_void, captured));
  }

  private void forward(CodeBuilder code, MethodTypeDesc type) {
    MethodTypeDesc called = implementation.invocationType();
    if (implementation.kind() == DirectMethodHandleDesc.Kind.CONSTRUCTOR) {
      code.new_(implementation.owner()).dup();
    }
    for (int i = 0; i < captured.size(); i++) {
      code.aload(0).getfield(name, field(i), captured.get(i));
    }
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
      Conversion.write(
          code, type.parameterType(i), called.parameterType(captured.size() + i), instantiated.parameterType(i));
    }
    call(code);
    Conversion.write(code, called.returnType(), type.returnType(), type.returnType());
    code.return_(TypeKind.from(type.returnType()));
  }

  /** A private method of the nest is called as any other is; only a class itself may call it as special. */
  private void call(CodeBuilder code) {
    ClassDesc owner = implementation.owner();
    String called = implementation.methodName();
    MethodTypeDesc type = MethodTypeDesc.ofDescriptor(implementation.lookupDescriptor());
    switch (implementation.kind()) {
      case STATIC, INTERFACE_STATIC -> code.invokestatic(owner, called, type, implementation.isOwnerInterface());
      case VIRTUAL, SPECIAL -> code.invokevirtual(owner, called, type);
      case INTERFACE_VIRTUAL, INTERFACE_SPECIAL -> code.invokeinterface(owner, called, type);
      case CONSTRUCTOR -> code.invokespecial(owner, INIT_NAME, type);
      default -> throw new IllegalStateException(implementation.toString());
    }
  }
}
