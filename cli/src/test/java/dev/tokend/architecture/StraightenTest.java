package dev.tokend.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.NestHostAttribute;
import java.lang.constant.ClassDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What launch/classes writes out does the same as what the JVM makes up. */
class StraightenTest {
  private static @TempDir Path straight;

  @TempDir private Path folder;

  @BeforeAll
  static void straightenAll() throws Exception {
    straighten(copied(straight));
  }

  private static void straighten(Path classes) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp", classes.toString(),
                Repository.root().resolve("launch/classes/Straighten.java").toString(),
                classes.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(new String(process.getInputStream().readAllBytes())).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  /** The classes of {@link Bent} and {@link BentLambdas}, copied as javac has made them. */
  private static Path copied(Path folder) throws IOException {
    Path from = Repository.root().resolve("cli/target/test-classes/dev/tokend/architecture");
    Path to = Files.createDirectories(folder.resolve("dev/tokend/architecture"));
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith("Bent")).toList()) {
        Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    return folder;
  }

  private static List<String> answers(Object bent) throws Exception {
    List<String> answers = new ArrayList<>();
    for (Object line : (List<?>) ((Callable<?>) bent).call()) {
      answers.add((String) line);
    }
    return answers;
  }

  /** What a class answers that was loaded from a folder. */
  private static List<String> answers(Path classes, Class<?> named) throws Exception {
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      Object bent = loader.loadClass(named.getName()).getConstructor().newInstance();
      assertThat(bent.getClass()).isNotSameAs(named);
      return answers(bent);
    }
  }

  private static Map<String, byte[]> content(Path classes) throws IOException {
    Map<String, byte[]> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        content.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    }
    return content;
  }

  @Test
  void records_and_switches_answer_as_before() throws Exception {
    List<String> answers = answers(straight, Bent.class);
    assertThat(answers).isEqualTo(new Bent().call());
    assertThat(answers).hasSizeGreaterThan(100);
  }

  @Test
  void lambdas_and_method_references_answer_as_before() throws Exception {
    List<String> answers = answers(straight, BentLambdas.class);
    assertThat(answers).isEqualTo(new BentLambdas().call());
    assertThat(answers).hasSizeGreaterThan(25);
  }

  @Test
  void nothing_is_left_to_be_made_up_but_what_can_be_serialized() throws Exception {
    // Tests join strings by what the JVM makes up; javac does not, for what is shipped.
    List<String> made = new ArrayList<>(StartupTest.madeUpBelow(straight));
    made.removeIf(use -> use.contains("StringConcatFactory"));
    assertThat(made).containsOnly("BentPlaces.class: java/lang/invoke/LambdaMetafactory.altMetafactory");
  }

  @Test
  void a_second_time_changes_nothing_and_another_build_makes_the_same_bytes() throws Exception {
    Map<String, byte[]> once = content(straight);
    assertThat(once.keySet()).contains("BentLambdas$$lambda$0.class", "BentPlaces$Kind$1$$lambda$0.class");
    Path another = copied(folder);
    straighten(another);
    assertThat(content(another)).usingRecursiveComparison().isEqualTo(once);
    straighten(another);
    assertThat(content(another)).usingRecursiveComparison().isEqualTo(once);
  }

  @Test
  void the_class_of_a_lambda_that_is_gone_goes() throws Exception {
    Path classes = copied(folder);
    Path left = classes.resolve("dev/tokend/architecture/BentLambdas$$lambda$9999.class");
    ClassDesc name = ClassDesc.of("dev.tokend.architecture.BentLambdas$$lambda$9999");
    ClassDesc host = ClassDesc.of(BentLambdas.class.getName());
    Files.write(left, ClassFile.of().build(name, made -> made.with(NestHostAttribute.of(host))));
    straighten(classes);
    assertThat(left).doesNotExist();
    assertThat(content(classes).keySet()).isEqualTo(content(straight).keySet());
  }
}
