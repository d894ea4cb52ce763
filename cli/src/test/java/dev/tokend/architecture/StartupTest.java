package dev.tokend.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.DynamicConstantPoolEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Nothing of ours is made up by the JVM when it first runs, and what {@code token}, the accessors and {@code query} run
 * uses nothing that is slow the first time: each stream, regular expression or format loads a family of classes.
 */
class StartupTest {
  /** The packages on that path, by module. */
  private static final List<String> PATHS = List.of(
      "cli/target/classes/dev/tokend/cli",
      "surface/target/classes/dev/tokend/surface/protocol",
      "kacs/target/classes/dev/tokend/kacs/bytes",
      "kacs/target/classes/dev/tokend/kacs/catalog",
      "kacs/target/classes/dev/tokend/kacs/sid",
      "kacs/target/classes/dev/tokend/kacs/claim");

  /**
   * What runs after something failed, only where claims are written, only to explain a check, or only before a program
   * takes the command's place: there clarity goes before milliseconds.
   */
  private static final List<String> ELSEWHERE = List.of(
      "Asking", "ErrorReport", "Refusals", "Targets", "Failure", "EntryWriter", "CheckCommand", "WalkText", "TraceJson",
      "TokenChange", "WatchRequest");

  /** Packages of which the same is true. */
  private static final List<String> PACKAGES_ELSEWHERE =
      List.of(
          "adjust", "argument", "batch", "become", "completion", "derive", "diff", "explain", "html", "install", "kacs",
          "keep", "manual", "projection", "ps", "watch");

  static List<String> slowIn(Path classFile) throws IOException {
    List<String> slow = new ArrayList<>();
    ClassModel model = ClassFile.of().parse(classFile);
    for (PoolEntry entry : model.constantPool()) {
      String used = entry instanceof MemberRefEntry member
          ? member.owner().asInternalName() + "." + member.name().stringValue()
          : "";
      if (used.startsWith("java/util/stream/")
          || used.startsWith("java/util/regex/")
          || used.startsWith("java/time/")
          || used.equals("java/lang/String.format")
          || used.equals("java/lang/String.formatted")
          || used.equals("java/lang/String.replaceAll")
          || used.equals("java/lang/String.matches")) {
        slow.add(classFile.getFileName() + ": " + used);
      }
    }
    return slow;
  }

  @Test
  void nothing_slow_is_on_the_way_to_the_output() throws IOException {
    List<String> slow = new ArrayList<>();
    for (String folder : PATHS) {
      Path classes = Repository.root().resolve(folder);
      assertThat(classes).isDirectory();
      try (Stream<Path> files = Files.walk(classes)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
          if (!ELSEWHERE.contains(file.getFileName().toString().replace(".class", ""))
              && !PACKAGES_ELSEWHERE.contains(file.getParent().getFileName().toString())) {
            slow.addAll(slowIn(file));
          }
        }
      }
    }
    assertThat(slow).isEmpty();
  }

  /** What the JVM makes when it is first used: whatever is called by, or loaded from, a bootstrap method. */
  static List<String> madeUpIn(Path classFile) throws IOException {
    List<String> made = new ArrayList<>();
    for (PoolEntry entry : ClassFile.of().parse(classFile).constantPool()) {
      if (entry instanceof DynamicConstantPoolEntry dynamic) {
        MemberRefEntry bootstrap = dynamic.bootstrap().bootstrapMethod().reference();
        made.add(
            classFile.getFileName() + ": " + bootstrap.owner().asInternalName() + "." + bootstrap.name().stringValue());
      }
    }
    return made;
  }

  static List<String> madeUpBelow(Path folder) throws IOException {
    List<String> made = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).sorted().toList()) {
        made.addAll(madeUpIn(file));
      }
    }
    return made;
  }

  /** Straighten has been over the classes of every module, whatever is on their way. */
  @Test
  void no_switch_no_method_of_a_record_and_no_lambda_is_made_up_at_run_time() throws IOException {
    List<String> made = new ArrayList<>();
    for (String module : List.of("kacs", "monitor", "linux", "surface", "authority", "cli")) {
      made.addAll(madeUpBelow(Repository.root().resolve(module + "/target/classes")));
    }
    assertThat(made).isEmpty();
  }

  @Test
  void something_slow_would_be_found() throws IOException {
    Path self = Repository.root().resolve("cli/target/test-classes/dev/tokend/architecture/StartupTest.class");
    assertThat(slowIn(self)).isNotEmpty();
    assertThat(madeUpIn(self)).isNotEmpty();
  }
}
