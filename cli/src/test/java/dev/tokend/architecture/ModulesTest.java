package dev.tokend.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Strictness;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The arrows between the modules point only downwards, and what must be pure is. */
class ModulesTest {
  private static JavaClasses classes;

  @BeforeAll
  static void load() {
    classes = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.tokend");
  }

  private static String[] packages(String modules) {
    List<String> packages = new ArrayList<>();
    for (String module : modules.split(" ")) {
      packages.add("dev.tokend." + module + "..");
    }
    return packages.toArray(new String[0]);
  }

  private static void holds(ArchRule rule) {
    rule.allowEmptyShould(true).check(classes);
  }

  @Test
  void the_classes_of_this_repository_are_seen() {
    assertThat(classes.contain("dev.tokend.kacs.MalformedException")).isTrue();
    assertThat(classes.contain("dev.tokend.cli.command.CommandTable")).isTrue();
    assertThat(classes.contain("dev.tokend.architecture.ModulesTest")).isFalse();
  }

  /** The arrows of the module list: the left one may use none of those on the right. */
  @ParameterizedTest
  @CsvSource({
    "kacs, monitor linux surface authority cli bench",
    "monitor, linux surface authority cli bench",
    "linux, kacs monitor surface authority cli bench",
    "surface, monitor authority cli bench",
    "authority, cli bench",
    "cli, monitor authority bench"})
  void arrows_point_downwards(String module, String above) {
    holds(noClasses().that().resideInAnyPackage(packages(module))
        .should().dependOnClassesThat().resideInAnyPackage(packages(above)));
  }

  /** Values and functions of values: no files, sockets, threads, clock or native code. */
  @ParameterizedTest
  @ValueSource(strings = {"kacs", "monitor"})
  void the_vocabulary_and_the_monitor_are_pure(String module) {
    holds(noClasses().that().resideInAnyPackage(packages(module))
        .should().dependOnClassesThat().resideInAnyPackage(
            "java.nio.file..", "java.nio.channels..", "java.net..", "java.lang.foreign..", "java.util.concurrent..",
            "java.time.."));
    holds(noClasses().that().resideInAnyPackage(packages(module))
        .should().dependOnClassesThat().belongToAnyOf(
            Thread.class, ThreadLocal.class, Runtime.class, Process.class, ProcessHandle.class, ProcessBuilder.class));
    holds(noClasses().that().resideInAnyPackage(packages(module)).should().callMethod(System.class, "nanoTime"));
    holds(noClasses().that().resideInAnyPackage(packages(module)).should().callMethod(System.class, "currentTimeMillis"));
    holds(noClasses().that().resideInAnyPackage(packages(module))
        .should().accessField(System.class, "out").orShould().accessField(System.class, "err"));
  }

  /** java.io offers streams and files; what marks an exception as serialisable is not I/O. */
  @ParameterizedTest
  @ValueSource(strings = {"kacs", "monitor"})
  void the_vocabulary_and_the_monitor_do_no_input_or_output(String module) {
    holds(noClasses().that().resideInAnyPackage(packages(module))
        .should().dependOnClassesThat(DescribedPredicate.describe(
            "do I/O",
            used -> used.getPackageName().equals("java.io")
                && !used.getSimpleName().startsWith("Serial"))));
  }

  @Test
  void only_linux_calls_native_code() {
    holds(noClasses().that().resideOutsideOfPackages(packages("linux"))
        .should().dependOnClassesThat().resideInAnyPackage("java.lang.foreign.."));
    holds(noClasses().that().resideOutsideOfPackages(packages("linux"))
        .should().callMethod(System.class, "load", String.class)
        .orShould().callMethod(System.class, "loadLibrary", String.class));
  }

  @Test
  void nothing_uses_reflection() {
    holds(noClasses().should().dependOnClassesThat().resideInAnyPackage("java.lang.reflect.."));
    holds(noClasses().should().callMethod(Class.class, "forName", String.class)
        .orShould().callMethod(Class.class, "getDeclaredMethods")
        .orShould().callMethod(Class.class, "getMethods")
        .orShould().callMethod(Class.class, "getDeclaredFields")
        .orShould().callMethod(Class.class, "getFields")
        .orShould().callMethod(Class.class, "getRecordComponents")
        .orShould().callMethod(Class.class, "getDeclaredConstructors"));
  }

  @Test
  void gson_is_used_for_its_streams_only() {
    holds(noClasses().should().dependOnClassesThat(
        resideInAPackage("com.google.gson").and(DescribedPredicate.not(type(Strictness.class)))));
  }
}
