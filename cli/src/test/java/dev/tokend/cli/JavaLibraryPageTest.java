package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/java-library.md compiles, and prints what the page says. */
class JavaLibraryPageTest {
  private static final Path PAGE = Path.of("../docs/java-library.md");
  private static final Pattern BLOCK = Pattern.compile("(?s)```(java|text)\\n(.*?)```");
  private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");

  @TempDir private Path folder;

  private static List<String> blocks(String kind) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(PAGE));
    while (block.find()) {
      if (block.group(1).equals(kind)) {
        blocks.add(block.group(2));
      }
    }
    return blocks;
  }

  /** Compiles all code of the page, without a warning. */
  private void compile() throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String code : blocks("java")) {
      Matcher name = CLASS.matcher(code);
      assertThat(name.find()).isTrue();
      sources.add(Files.writeString(folder.resolve(name.group(1) + ".java"), code));
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      List<String> options = List.of(
          "-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-Xlint:all,-processing", "-Werror",
          "-proc:none");
      JavaCompiler.CompilationTask task =
          compiler.getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      assertThat(task.call()).as(said.toString()).isTrue();
    }
  }

  @Test
  void the_code_compiles_and_prints_what_the_page_says() throws IOException, InterruptedException {
    compile();
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp", folder + ":" + System.getProperty("java.class.path"), "Notes")
        .redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).isEqualTo(blocks("text").getFirst());
  }

  @Test
  void the_service_has_thirty_lines() throws IOException {
    String code = blocks("java").getFirst();
    long lines = code.lines().filter(line -> !line.isBlank() && !line.startsWith("import ")).count();
    assertThat(lines).isLessThanOrEqualTo(32);
  }
}
