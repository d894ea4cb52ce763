import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lambdas and method references of one class, each of which becomes a class beside it. */
final class Lambdas {
  /** Between the name of a class and the number of a lambda in it. */
  static final String MARK = "$$lambda$";

  private static final String FACTORY = "java.lang.invoke.LambdaMetafactory";

  private final ClassModel model;
  private final ClassDesc host;

  /** By where the call is in the constant pool: where two are the same, they share it. */
  private final Map<Integer, Lambda> lambdas = new TreeMap<>();

  Lambdas(ClassModel model) {
    this.model = model;
    this.host = host(model);
  }

  /** The host of the nest that a class belongs to. */
  static ClassDesc host(ClassModel model) {
    return model.findAttribute(Attributes.nestHost())
        .map(attribute -> attribute.nestHost().asSymbol())
        .orElseGet(() -> model.thisClass().asSymbol());
  }

  /** Whether it is one, and none that can be serialized: that is said of its class where it was made. */
  static boolean isCall(CodeElement element) {
    return (Straighten.isCall(element, FACTORY, "metafactory") || Straighten.isCall(element, FACTORY, "altMetafactory"))
        && !Lambda.isSerializable(((InvokeDynamicInstruction) element).bootstrapArgs());
  }

  void write(CodeBuilder code, InvokeDynamicInstruction call) {
    InvokeDynamicEntry entry = call.invokedynamic();
    Lambda lambda = lambdas.get(entry.index());
    if (lambda == null) {
      ClassDesc self = model.thisClass().asSymbol();
      ClassDesc name = ClassDesc.of(self.packageName(), self.displayName() + MARK + lambdas.size());
      lambda = Lambda.of(name, host, entry, call.bootstrapArgs());
      lambdas.put(entry.index(), lambda);
    }
    lambda.use(code);
  }

  /** Writes the classes into a folder, and tells which they are. */
  List<ClassDesc> writeClasses(ClassFile classFile, Path folder) throws IOException {
    for (Lambda lambda : lambdas.values()) {
      Path file = folder.resolve(lambda.name().displayName() + ".class");
      Files.write(file, lambda.bytes(classFile, model.majorVersion()));
    }
    return lambdas.values().stream().map(Lambda::name).toList();
  }
}
