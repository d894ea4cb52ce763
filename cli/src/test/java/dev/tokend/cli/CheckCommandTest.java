package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.Need;
import dev.tokend.surface.protocol.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {
  private final FakeAuthority authority = FakeAuthority.ofGoldenFiles();

  @TempDir private Path folder;

  private Outcome token(String line) {
    return Outcome.of(authority, line);
  }

  @Test
  void the_token_is_read_in_one_request_with_what_the_check_needs() {
    assertThat(token("check O:SYD:(A;;FR;;;WD) --access FR --pid 1").status()).isZero();
    assertThat(authority.asked).containsExactly(
        new Target.Process(1) + " 0x8 0x" + Integer.toHexString(
            1 << 1 | 1 << 2 | 1 << 3 | 1 << 4 | 1 << 5 | 1 << 9 | 1 << 14 | 1 << 15 | 1 << 16 | 1 << 17 | 1 << 21
                | 1 << 22 | 1 << 23) + " true");
    assertThat(authority.open).isFalse();
  }

  @Test
  void a_written_token_needs_no_authority() throws IOException {
    Path file = Files.writeString(folder.resolve("t.json"), "{\"user\": \"S-1-5-18\"}");
    authority.running = false;
    Outcome outcome = token("check O:BAD:(A;;FR;;;SY) --access FR --token " + file);
    assertThat(outcome.status()).isZero();
    assertThat(outcome.err()).isEmpty();
    assertThat(authority.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "O:SYD:(A;;FR;;;BU), 0", "O:SYD:(A;;FR;;;BA), 3", "O:SYD:, 3", "O:SY, 0", "D:(A;;FR;;;BU), 4",
    "O:SYD:(A;;FR;;;X), 4", "O:SYD:(A;;0x2000089;;;BU), 4"})
  void the_exit_status_is_the_verdict(String object, int status) {
    for (String form : new String[] {"", " --explain", " --json", " --explain --json"}) {
      assertThat(token("check " + object + " --access FR" + form).status()).isEqualTo(status);
    }
  }

  @Test
  void groups_that_are_allowed_are_named_in_one_sentence_and_many_are_counted() {
    String one = "check O:SYD:(A;;FR;;;S-1-22-2-1) --access FR --raw --explain";
    assertThat(token(one).out()).contains("  - S-1-22-2-1 among the groups of the token\n");
    StringBuilder object = new StringBuilder("O:SYD:");
    for (int gid = 1; gid <= 12; gid++) {
      object.append("(A;;FR;;;S-1-22-2-").append(gid).append(')');
    }
    assertThat(token("check " + object + " --access FR --raw --explain").out()).contains(
        """
          - one of S-1-22-2-1, S-1-22-2-2, S-1-22-2-3, S-1-22-2-4, S-1-22-2-5 and 7 more of the DACL among
            the groups of the token
        """);
  }

  @Test
  void a_token_that_may_not_be_read_is_an_error() {
    authority.refusals.put(new Target.Process(9), new Failure(
        Errno.EACCES, "open_process", "tokens §9.2 row 6", "access denied", new Need.ProcessRights(0x400), null, 0));
    Outcome outcome = token("check O:SYD: --access FR --pid 9");
    assertThat(outcome.status()).isEqualTo(3);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("token: cannot read the token of process 9: access denied\n");
  }

  @Test
  void an_answer_that_makes_no_sense_is_an_error() {
    authority.tokens.put(new Target.Self(), FakeTokens.alice().sid(QueryClass.INTEGRITY_LEVEL, "S-1-16"));
    Outcome outcome = token("check O:SYD: --access FR");
    assertThat(outcome.status()).isEqualTo(5);
    assertThat(outcome.err()).contains("the authority's answer makes no sense");
  }

  @Test
  void every_type_of_object_has_its_own_generic_rights_and_names() {
    assertThat(token("check O:SYD:(A;;GA;;;WD) --access max --type token").out()).contains("TOKEN_ALL_ACCESS");
    assertThat(token("check O:SYD:(A;;GA;;;WD) --access max --type registry").out()).contains("KEY_ALL_ACCESS");
    assertThat(token("check O:SYD:(A;;GR;;;WD) --access max --type service").out()).contains("SERVICE_QUERY_CONFIG");
    assertThat(token("check O:SYD:(A;;GX;;;WD) --access max --type process").out()).contains("PROCESS_TERMINATE");
    assertThat(token("check O:SYD:(A;;GW;;;WD) --access max --type ipc").out()).contains("IPC_WRITE_DATA");
    assertThat(token("check O:SYD:(A;;GR;;;WD) --access max --type directory").out()).contains("FILE_GENERIC_READ");
    assertThat(token("check O:SYD:(A;;GW;;;WD) --access max --type directory-service").out())
        .contains("ADS_RIGHT_DS_WRITE_PROP");
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', value = {
    "0x1;0x00000001", "FILE_READ_DATA;0x00000001", "file_read_data,FILE_WRITE_DATA;0x00000003", "FR|FW;0x0012019f",
    "FRFW;0x0012019f", "RPWP;0x00000030", "KEY_READ;0x00020019", "SERVICE_START;0x00000010", "read;0x00120089",
    "all;0x001f01ff", "0xFFFF;0x0000ffff", "GENERIC_WRITE,DELETE;0x00130116", "STANDARD_RIGHTS_ALL;0x001f0000"})
  void rights_have_many_names(String rights, String mask) {
    JsonObject document = Vectors.json(token("check O:SYD: --json --access " + rights).out());
    assertThat(document.getAsJsonObject("request").getAsJsonObject("wanted").get("mask").getAsString()).isEqualTo(mask);
  }

  @Test
  void a_descriptor_is_the_same_in_every_form() throws IOException {
    String sddl = "O:BAG:SYD:(A;;FR;;;BU)";
    String base64 = token("sd " + sddl + " --as base64").out().strip();
    String hex = token("sd " + sddl + " --as hex").out().strip();
    Path binary = Files.write(folder.resolve("binary"), Base64.getDecoder().decode(base64));
    Path wrapped = Files.writeString(folder.resolve("wrapped"), base64.replaceAll("(.{20})", "$1\n"));
    Path text = Files.writeString(folder.resolve("text"), sddl + "\n");
    for (String form : new String[] {base64, hex, "@" + binary, "@" + wrapped, "@" + text}) {
      assertThat(token("sd " + form + " --as sddl").out()).as(form).isEqualTo(sddl + "\n");
      assertThat(token("check " + form + " --access FR")).as(form).isEqualTo(token("check " + sddl + " --access FR"));
    }
  }

  @Test
  void the_subject_of_a_document_is_a_token_again() throws IOException {
    Path file = folder.resolve("t.json");
    for (String line : Vectors.lines()) {
      JsonObject written = Vectors.json(line).getAsJsonObject("token");
      Files.writeString(file, written.toString());
      JsonObject document = Vectors.json(token("check D: --access 0x0 --json --token " + file).out());
      Files.writeString(file, document.getAsJsonObject("subject").toString());
      assertThat(Vectors.json(token("check D: --access 0x0 --json --token " + file).out()).get("subject"))
          .as(line).isEqualTo(document.get("subject"));
      assertThat(document.getAsJsonObject("subject").keySet()).isEqualTo(written.keySet());
      JsonObject same = document.getAsJsonObject("subject").deepCopy();
      for (String claims : new String[] {"user_claims", "device_claims"}) {
        // A truth value is written as the number that it is.
        same.remove(claims);
        written.remove(claims);
      }
      assertThat(same.remove("privileges_enabled").getAsJsonArray())
          .as(line).containsExactlyInAnyOrderElementsOf(written.remove("privileges_enabled").getAsJsonArray());
      assertThat(same).as(line).isEqualTo(written);
    }
  }

  @Test
  void a_name_service_that_fails_is_an_error_of_sid() {
    FakeAccounts accounts = FakeAccounts.ofGoldenFiles();
    accounts.broken = new IOException("the name service does not answer");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Surroundings surroundings =
        new Surroundings(Map.of(), InputStream.nullInputStream(), err, err, false, false, accounts);
    assertThat(Cli.run(new String[] {"sid", "alice"}, surroundings, authority)).isEqualTo(5);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("token: cannot look alice up: the name service does not answer\n");
  }
}
