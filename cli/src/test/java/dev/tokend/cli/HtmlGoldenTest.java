package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.ProcessesReply;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages for a browser: as recorded, and harmless whatever is in them. */
class HtmlGoldenTest {
  @Test
  void pages_are_as_recorded() {
    Golden.matches("html/ps.html", HtmlRuns.processes());
    Golden.matches("html/show.html", HtmlRuns.token());
    Golden.matches("html/check.html", HtmlRuns.check());
  }

  @Test
  void a_page_loads_nothing_and_says_so_to_the_browser() {
    for (String page : List.of(HtmlRuns.processes(), HtmlRuns.token(), HtmlRuns.check())) {
      assertThat(page).contains("default-src &#39;none&#39;").contains("<html lang=\"en\">").contains("<title>");
      assertThat(page).doesNotContain("http://").doesNotContain("https://").doesNotContain("src=").doesNotContain("@import");
      assertThat(page).doesNotContain(" style=").doesNotContainPattern(" on[a-z]+=\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "<script>alert(1)</script>", "</td></table><img src=x onerror=alert(1)>", "\" onmouseover=\"alert(1)", "' x='",
      "&lt;b&gt;", "\u202e\u0000\u001b[2J", "</title><style>*{display:none}</style>", "<!--", "]]>"})
  void what_a_process_calls_itself_and_what_a_user_is_called_stays_text(String name) {
    FakeAuthority authority = FakeAuthority.ofGoldenFiles();
    authority.processes =
        new ProcessesReply(
            0, ProcessesReply.Unlisted.NONE, List.of(FakeProcesses.of(1, 0, name, FakeProcesses.ALICE)));
    authority.names.put(FakeProcesses.ALICE, name);
    authority.names.put(Sid.unixGroup(1000), name);
    FakeAuthority plain = FakeAuthority.ofGoldenFiles();
    plain.processes =
        new ProcessesReply(
            0, ProcessesReply.Unlisted.NONE, List.of(FakeProcesses.of(1, 0, "plain", FakeProcesses.ALICE)));
    for (List<String> line : List.of(List.of("ps", "--html"), List.of("show", "--html"))) {
      String[] args = line.toArray(String[]::new);
      String page = HtmlRuns.page(authority, args);
      assertThat(tags(page)).as(page).isEqualTo(tags(HtmlRuns.page(plain, args)));
      assertThat(page.chars()).noneMatch(c -> c == 0 || c == 0x1b || c == 0x202e);
    }
  }

  /** Every tag in order, with its attributes. */
  private static List<String> tags(String page) {
    return page.lines()
        .flatMap(line -> java.util.regex.Pattern.compile("<[^>]*>").matcher(line).results())
        .map(java.util.regex.MatchResult::group)
        .toList();
  }

  @Test
  void one_format_at_a_time() {
    FakeAuthority authority = FakeAuthority.ofGoldenFiles();
    assertThat(HtmlRuns.run(authority, "ps", "--html", "--json").err()).contains("more than one output format");
    assertThat(HtmlRuns.run(authority, "show", "--html", "--short").err())
        .contains("a page has every field: --html and --short cannot both be had");
    assertThat(HtmlRuns.run(authority, "user", "--html").err()).contains("token user does not take --html");
    assertThat(HtmlRuns.run(authority, "check", "--batch", "--html").err()).contains("does not take --html");
  }
}
