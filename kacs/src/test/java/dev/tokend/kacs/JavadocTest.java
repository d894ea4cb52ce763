package dev.tokend.kacs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.DocumentationTool;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of the library: whoever has the jar alone reads it beside the standard. */
class JavadocTest {
  private static final List<Path> SOURCES =
      List.of(Path.of("src/main/java"), Path.of("target/generated-sources/catalog"));

  /** A sentence says what is returned and thrown; a tag that says it again is not asked for. */
  private static final Pattern SAID_IN_PROSE = Pattern.compile("no @(return|param|throws)\\b.*", Pattern.DOTALL);

  @TempDir private Path folder;

  @Test
  void every_public_type_and_member_is_documented_without_a_fault() throws IOException {
    DocumentationTool javadoc = ToolProvider.getSystemDocumentationTool();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javadoc.getStandardFileManager(found, Locale.ROOT, null)) {
      files.setLocationFromPaths(DocumentationTool.Location.DOCUMENTATION_OUTPUT, List.of(folder));
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath());
      List<String> options = List.of(
          "-Xdoclint:all", "-public", "-quiet", "-Xmaxwarns", "100000", "-Xmaxerrs", "100000");
      javadoc.getTask(null, files, found, null, options, files.getJavaFileObjectsFromPaths(sources())).call();
    }
    List<String> faults = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : found.getDiagnostics()) {
      String message = diagnostic.getMessage(Locale.ROOT);
      if (diagnostic.getSource() != null && !SAID_IN_PROSE.matcher(message).matches()) {
        faults.add(diagnostic.toString());
      }
    }
    assertThat(faults).isEmpty();
    assertThat(folder.resolve("dev/tokend/kacs/access/AccessCheck.html")).exists();
  }

  private static List<Path> classPath() {
    List<Path> paths = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(":")) {
      paths.add(Path.of(entry));
    }
    return paths;
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (Path root : SOURCES) {
      try (Stream<Path> files = Files.walk(root)) {
        files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
      }
    }
    assertThat(sources).hasSizeGreaterThan(150);
    return sources;
  }
}
