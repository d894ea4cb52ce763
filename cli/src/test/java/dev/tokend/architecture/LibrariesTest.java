package dev.tokend.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What somebody gets who depends on one of the libraries. */
class LibrariesTest {

  private static String pom(String module) throws IOException {
    return Files.readString(Repository.root().resolve(module).resolve("pom.xml"));
  }

  private static List<String> found(Pattern pattern, String text) {
    List<String> found = new ArrayList<>();
    for (Matcher matcher = pattern.matcher(text); matcher.find(); ) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void the_vocabulary_and_the_access_check_come_alone() throws IOException {
    String dependencies = pom("kacs").split("<build>", 2)[0];
    assertThat(found(Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL), dependencies))
        .isNotEmpty()
        .allMatch(dependency -> dependency.contains("<scope>test</scope>"));
    // What every module has from the parent is there for compiling, or for tests.
    String parent = pom("").split("</dependencyManagement>", 2)[1].split("<build>", 2)[0];
    assertThat(found(Pattern.compile("<scope>(\\w+)</scope>"), parent)).isSubsetOf("provided", "test");
    assertThat(found(Pattern.compile("(<dependency>)"), parent))
        .hasSameSizeAs(found(Pattern.compile("(<scope>)"), parent));
  }

  @Test
  void no_class_of_it_refers_to_others() {
    List<String> others = new ArrayList<>();
    for (JavaClass type : new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.tokend.kacs")) {
      for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
        String target = dependency.getTargetClass().getBaseComponentType().getPackageName();
        // A missing annotation is none at run time.
        if (!target.isEmpty() && !target.matches("(java|dev\\.tokend\\.kacs|org\\.jspecify)(\\..*)?")) {
          others.add(dependency.getDescription());
        }
      }
    }
    assertThat(others).isEmpty();
  }

  @Test
  void the_bill_of_materials_names_every_library_with_all_that_it_needs() throws IOException {
    Pattern ours = Pattern.compile("<artifactId>tokend-(\\w+)</artifactId>");
    List<String> named = found(ours, pom("bom").split("<dependencyManagement>", 2)[1]);
    assertThat(named).containsExactly("kacs", "monitor", "linux", "surface");
    for (String module : named) {
      assertThat(named).as("what %s needs", module).containsAll(found(ours, pom(module)).stream()
          .filter(name -> !name.equals(module))
          .toList());
    }
  }
}
