package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages in a real browser: they can be seen, they complain about nothing, and everybody can read them. */
class BrowserTest {
  private Chromium chromium;

  @TempDir private Path folder;

  @BeforeEach
  void find() {
    Chromium found = Chromium.find();
    assumeTrue(found != null, "needs Chromium, by its name in PATH or by $CHROMIUM");
    chromium = found;
  }

  private static String page(String name) {
    return switch (name) {
      case "ps" -> HtmlRuns.processes();
      case "show" -> HtmlRuns.token();
      default -> HtmlRuns.check();
    };
  }

  private Path file(String name, String page) throws IOException {
    return Files.writeString(folder.resolve(name), page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ps", "show", "check"})
  void a_page_is_to_be_seen_and_nothing_is_wrong_with_it(String name) throws Exception {
    Path picture = folder.resolve(name + ".png");
    Chromium.Run run =
        chromium.open(file(name + ".html", page(name)), folder, "--screenshot=" + picture);
    assertThat(run.err()).doesNotContain("CONSOLE");
    BufferedImage image = ImageIO.read(picture.toFile());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 2) {
      for (int x = 0; x < image.getWidth(); x += 2) {
        colours.add(image.getRGB(x, y));
      }
    }
    assertThat(colours).as("colours in the picture").hasSizeGreaterThan(name.equals("ps") ? 40 : 15);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ps", "show", "check"})
  void everybody_can_read_it_in_light_and_in_dark(String name) throws Exception {
    for (String scheme : new String[] {"light", "dark"}) {
      JsonObject audit = audit(name, page(name), scheme);
      assertThat(audit.get("elements").getAsInt()).isGreaterThan(30);
      assertThat(audit.getAsJsonArray("problems")).as(name + " in " + scheme).isEmpty();
    }
  }

  @Test
  void the_audit_finds_what_is_wrong() throws Exception {
    String broken =
        HtmlRuns.processes()
            .replace(" lang=\"en\"", "")
            .replace("<h1>", "<p>").replace("</h1>", "</p>")
            .replace("<label for=\"filter\">", "<label>")
            .replace(" scope=\"col\"", "")
            .replace("--fg: #1b1f24", "--fg: #bbbbbb");
    assertThat(audit("broken", broken, "light").getAsJsonArray("problems").toString())
        .contains("lang", "h1", "label", "scope", "contrast");
  }

  /** Runs the audit in a copy of the page whose policy lets it. */
  private JsonObject audit(String name, String page, String scheme) throws Exception {
    String script = resource("audit.js");
    String copy =
        page.replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("</body>", "<script>" + script + "</script></body>");
    String dark = scheme.equals("dark") ? "--blink-settings=preferredColorScheme=0" : "--blink-settings=preferredColorScheme=1";
    Chromium.Run run = chromium.open(file(name + "-audit.html", copy), folder, "--dump-dom", dark);
    int from = run.out().indexOf("<pre id=\"audit\">");
    assertThat(from).as(run.out() + run.err()).isPositive();
    String json = run.out().substring(from + "<pre id=\"audit\">".length(), run.out().indexOf("</pre>", from));
    JsonObject audit =
        JsonParser.parseString(json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")).getAsJsonObject();
    assertThat(audit.get("scheme").getAsString()).isEqualTo(scheme);
    return audit;
  }

  @Test
  void the_box_shows_the_rows_that_have_every_word_and_the_page_without_a_script_has_all_rows() throws Exception {
    String script =
        "var box = document.getElementById('filter'); box.value = 'ALICE low'; box.dispatchEvent(new Event('input'));";
    String copy =
        HtmlRuns.processes()
            .replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "")
            .replace("</body>", "<script>" + script + "</script></body>");
    String dom = chromium.open(file("filter.html", copy), folder, "--dump-dom").out();
    assertThat(dom).contains("2 of 11 shown</output>").doesNotContain("id=\"filtering\" hidden");
    assertThat(dom.split("<tr hidden=\"\">", -1)).hasSize(10);
    String without = HtmlRuns.processes();
    assertThat(without).contains("id=\"filtering\" hidden").doesNotContain("<tr hidden");
  }

  private static String resource(String name) throws IOException {
    return new String(
        Files.readAllBytes(Path.of("src/test/resources/browser", name)), StandardCharsets.UTF_8);
  }
}
