import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.attribute.NestMembersAttribute;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which classes have come to a nest: its host has to name them, or they could not call what is private there. */
final class Nests {
  private final ClassFile classFile;
  private final Map<Path, List<ClassDesc>> added = new TreeMap<>();

  Nests(ClassFile classFile) {
    this.classFile = classFile;
  }

  /** Remembers new classes; the file is that of one of their nest. */
  void add(Path file, ClassDesc host, List<ClassDesc> members) {
    if (!members.isEmpty()) {
      added.computeIfAbsent(fileOf(file, host), hostFile -> new ArrayList<>()).addAll(members);
    }
  }

  /** Names the new classes in the files of their hosts. */
  void write() throws IOException {
    for (Map.Entry<Path, List<ClassDesc>> nest : added.entrySet()) {
      ClassModel model = classFile.parse(nest.getKey());
      List<ClassDesc> members = new ArrayList<>(members(model));
      nest.getValue().stream().filter(member -> !members.contains(member)).forEach(members::add);
      ClassTransform others = ClassTransform.dropping(element -> element instanceof NestMembersAttribute);
      ClassTransform all = ClassTransform.endHandler(host -> host.with(NestMembersAttribute.ofSymbols(members)));
      Files.write(nest.getKey(), classFile.transformClass(model, others.andThen(all)));
    }
  }

  /** Removes a lambda's class of an earlier run, which the class that it came from has no more. */
  void removeIfLeft(Path file) throws IOException {
    ClassModel model = classFile.parse(file);
    Path host = fileOf(file, Lambdas.host(model));
    if (!Files.exists(host) || !members(classFile.parse(host)).contains(model.thisClass().asSymbol())) {
      Files.delete(file);
    }
  }

  private static Path fileOf(Path member, ClassDesc host) {
    return member.resolveSibling(host.displayName() + ".class");
  }

  private static List<ClassDesc> members(ClassModel host) {
    return host.findAttribute(Attributes.nestMembers()).stream()
        .flatMap(attribute -> attribute.nestMembers().stream())
        .map(entry -> entry.asSymbol())
        .toList();
  }
}
