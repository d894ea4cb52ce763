import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Rewrites compiled classes so that nothing of them is made when it first runs. A switch over types, and the equals,
 * hashCode and toString of a record, are compiled to a call that asks the JVM to write the code then; the first of them
 * in a process takes as long as half a bare JVM, and no AOT cache keeps them. Here they become what one would write by
 * hand: a row of instanceof, and a comparison of fields.
 *
 * <p>{@code java -cp CLASSES Straighten.java FOLDER}: the classes below a folder; they and what they refer to are on the
 * class path
 */
public final class Straighten {
  /** A new constant pool holds nothing of the calls that are gone. */
  private static final ClassFile CLASS_FILE = ClassFile.of(
      ClassFile.ClassHierarchyResolverOption.of(
          ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader())),
      ClassFile.ConstantPoolSharingOption.NEW_POOL);

  private Straighten() {}

  public static void main(String[] args) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        rewrite(file);
      }
    }
  }

  private static void rewrite(Path file) throws IOException {
    ClassModel model = CLASS_FILE.parse(file);
    if (model.methods().stream().noneMatch(Straighten::isBent)) {
      return;
    }
    TypeSwitches switches = new TypeSwitches(model);
    CodeTransform straight = (code, element) -> {
      if (RecordMethods.isCall(element)) {
        new RecordMethods(model, code).write((InvokeDynamicInstruction) element);
      } else if (TypeSwitches.isCall(element)) {
        switches.write(code, (InvokeDynamicInstruction) element);
      } else {
        code.with(element);
      }
    };
    Files.write(
        file,
        CLASS_FILE.transformClass(
            model,
            ClassTransform.transformingMethodBodies(Straighten::isBent, straight)
                .andThen(ClassTransform.endHandler(switches::addMethods))));
  }

  private static boolean isBent(MethodModel method) {
    CodeModel code = method.code().orElse(null);
    if (code == null) {
      return false;
    }
    for (CodeElement element : code) {
      if (RecordMethods.isCall(element) || TypeSwitches.isCall(element)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an instruction is made up by that bootstrap method. */
  static boolean isCall(CodeElement element, String owner, String name) {
    return element instanceof InvokeDynamicInstruction call
        && call.bootstrapMethod().owner().equals(ClassDesc.of(owner))
        && call.bootstrapMethod().methodName().equals(name);
  }
}
