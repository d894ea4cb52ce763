package dev.tokend.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.tokend.authority.audit.TrailPlace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  @TempDir private Path folder;

  private List<String> administrators(String text) throws IOException {
    return Settings.read(Files.writeString(folder.resolve("conf"), text)).administratorsGroups();
  }

  @Test
  void without_a_file_or_a_line_everything_is_as_it_comes() throws Exception {
    assertThat(Settings.read(folder.resolve("missing")).administratorsGroups())
        .containsExactly("sudo", "wheel", "admin");
    assertThat(administrators("")).containsExactly("sudo", "wheel", "admin");
    assertThat(administrators("# nothing\n\n! nothing\n")).containsExactly("sudo", "wheel", "admin");
  }

  @Test
  void groups_are_a_list_with_commas() throws Exception {
    assertThat(administrators("administrators-groups = sudo, wheel, admin\n"))
        .containsExactly("sudo", "wheel", "admin");
    assertThat(administrators("administrators-groups=ops\n")).containsExactly("ops");
    assertThat(administrators("administrators-groups = domain admins ,, h\u00e9ros,\n"))
        .containsExactly("domain admins", "h\u00e9ros");
  }

  @Test
  void an_empty_list_is_nobody() throws Exception {
    assertThat(administrators("administrators-groups =\n")).isEmpty();
    assertThat(administrators("administrators-groups = ,\n")).isEmpty();
  }

  @Test
  void an_unknown_key_is_refused_with_what_there_is() {
    assertThatIOException()
        .isThrownBy(() -> administrators("administrator-groups = sudo\n"))
        .withMessage(
            folder.resolve("conf") + ": unknown setting administrator-groups;"
                + " there are administrators-groups and audit");
  }

  @Test
  void the_place_of_the_audit_trail_is_as_on_the_command_line_which_has_the_last_word() throws Exception {
    Path file = Files.writeString(folder.resolve("conf"), "audit = /var/log/tokend.jsonl \n");
    Settings settings = Settings.read(file);
    assertThat(settings.audit()).isEqualTo(new TrailPlace.File(Path.of("/var/log/tokend.jsonl")));
    assertThat(Settings.read(folder.resolve("missing")).audit()).isEqualTo(new TrailPlace.Automatic());

    assertThat(started("--machine").with(settings).audit()).isEqualTo(settings.audit());
    assertThat(started("--machine", "--audit", "off").with(settings).audit()).isEqualTo(new TrailPlace.Off());
    assertThat(started("--own", "--socket", "/a").with(settings).audit()).isEqualTo(new TrailPlace.Automatic());
  }

  private static Options started(String... arguments) {
    return ((Options.Parsed.Run) Options.parse(List.of(arguments), "0")).options();
  }

  @Test
  void a_place_of_the_audit_trail_that_is_none_is_refused() throws Exception {
    Path file = Files.writeString(folder.resolve("conf"), "audit = somewhere\n");
    assertThatIOException().isThrownBy(() -> Settings.read(file))
        .withMessage(file + ": audit = somewhere: journal, file, off or an absolute path was expected");
  }

  @Test
  void a_broken_escape_is_refused() {
    assertThatIOException()
        .isThrownBy(() -> administrators("administrators-groups = \\u12\n"))
        .withMessageStartingWith(folder.resolve("conf") + ": ");
  }

  @Test
  void what_is_not_utf_8_is_refused_with_its_line() throws Exception {
    Path file = folder.resolve("conf");
    Files.write(file, "#\nadministrators-groups = h\u00e9ros\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThatIOException().isThrownBy(() -> Settings.read(file)).withMessage(file + ", line 2: not UTF-8");
  }

  @Test
  void a_folder_is_refused() {
    assertThatIOException().isThrownBy(() -> Settings.read(folder)).withMessageContaining(folder.toString());
  }
}
