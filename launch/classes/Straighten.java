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
import java.util.List;
import java.util.stream.Stream;

/**
 * Rewrites compiled classes so that nothing of them is made when it first runs. A switch over types, the equals,
 * hashCode and toString of a record, and a lambda are compiled to a call that asks the JVM to write the code then; the
 * first of them in a process takes as long as half a bare JVM, and no archive of classes keeps it all. Here they become
 * what one would write by hand: a row of instanceof, a comparison of fields, and a small class.
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
    Nests nests = new Nests(CLASS_FILE);
    for (Path file : classes(Path.of(args[0]))) {
      rewrite(file, nests);
    }
    nests.write();
    for (Path file : classes(Path.of(args[0]))) {
      if (file.toString().contains(Lambdas.MARK)) {
        nests.removeIfLeft(file);
      }
    }
  }

  /** In order, so that the same classes always become the same. */
  private static List<Path> classes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".class")).sorted().toList();
    }
  }

  private static void rewrite(Path file, Nests nests) throws IOException {
    ClassModel model = CLASS_FILE.parse(file);
    if (model.methods().stream().noneMatch(Straighten::isBent)) {
      return;
    }
    TypeSwitches switches = new TypeSwitches(model);
    Lambdas lambdas = new Lambdas(model);
    CodeTransform straight = (code, element) -> {
      if (RecordMethods.isCall(element)) {
        new RecordMethods(model, code).write((InvokeDynamicInstruction) element);
      } else if (TypeSwitches.isCall(element)) {
        switches.write(code, (InvokeDynamicInstruction) element);
      } else if (Lambdas.isCall(element)) {
        lambdas.write(code, (InvokeDynamicInstruction) element);
      } else {
        code.with(element);
      }
    };
    byte[] written = CLASS_FILE.transformClass(
        model,
        ClassTransform.transformingMethodBodies(Straighten::isBent, straight)
            .andThen(ClassTransform.endHandler(switches::addMethods)));
    nests.add(file, Lambdas.host(model), lambdas.writeClasses(CLASS_FILE, file.getParent()));
    Files.write(file, written);
  }

  private static boolean isBent(MethodModel method) {
    CodeModel code = method.code().orElse(null);
    if (code == null) {
      return false;
    }
    for (CodeElement element : code) {
      if (RecordMethods.isCall(element) || TypeSwitches.isCall(element) || Lambdas.isCall(element)) {
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
