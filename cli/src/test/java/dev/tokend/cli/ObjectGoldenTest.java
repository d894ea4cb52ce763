package dev.tokend.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code check}, {@code sd} and {@code sid} in every form: transcripts over the fixed tokens and accounts. */
class ObjectGoldenTest {
  private static final String PART = "bf967aba-0de6-11d0-a285-00aa003049e";
  private static final String PARTS = "--object-type=0:" + PART + "0,1:" + PART + "1,2:" + PART + "2,2:" + PART + "3";

  private final StringBuilder transcript = new StringBuilder();
  private ObjectRuns runs;

  @TempDir private Path folder;

  @BeforeEach
  void files() {
    runs = new ObjectRuns(folder)
        .file("policies.json", """
            [{"sid": "S-1-17-1", "rules": [
              {"applies_to": "(@Resource.level >= 5)", "dacl": "D:"},
              {"dacl": "D:(D;;0x2;;;AU)(A;;FA;;;WD)", "staged_dacl": "D:(A;;FA;;;WD)",
               "sacl": "S:(AU;FA;FA;;;WD)"}]}]""")
        .file("loose.json", """
            [{"sid": "S-1-17-3", "rules": [{"dacl": "D:(XD;;FA;;;WD;(@User.dept == 1))(A;;FA;;;WD)"}]}]""")
        .file("claims.json", "[{\"name\": \"zone\", \"type\": \"STRING\", \"flags\": 0, \"values\": [\"lab\"]}]")
        .file("carol.json", """
            {"user": "S-1-5-21-10-20-30-1001",
             "groups": [{"sid": "S-1-1-0", "attrs": 7}, {"sid": "S-1-5-32-544", "attrs": 0}],
             "integrity": 4096, "privileges_enabled": ["SeTakeOwnershipPrivilege"], "audit_policy": 15}""")
        .file("boxed.json", """
            {"user": "S-1-22-1-1000", "groups": [{"sid": "S-1-1-0", "attrs": 7}],
             "restricted_sids": [{"sid": "S-1-5-12", "attrs": 7}], "confinement_sid": "S-1-15-2-101",
             "confinement_capabilities": [{"sid": "S-1-15-3-7", "attrs": 4}]}""")
        .file("dave.json", """
            {"user": "S-1-5-21-10-20-30-1002", "groups": [{"sid": "S-1-1-0", "attrs": 7},
             {"sid": "S-1-5-32-544", "attrs": 16}], "device_groups": [{"sid": "S-1-5-21-1-2-3-3001", "attrs": 7}],
             "user_claims": [
              {"name": "Clearance", "type": "INT64", "flags": 0, "values": [3]},
              {"name": "projects", "type": "STRING", "flags": 0, "values": ["apollo", "say \\"x\\""]},
              {"name": "secret", "type": "BOOLEAN", "flags": 4, "values": [1]},
              {"name": "off", "type": "INT64", "flags": 16, "values": [1]}]}""")
        .file("report.sddl", "O:SYG:SYD:(A;;FR;;;BU)\n")
        .file("report.sd", HexFormat.of().parseHex("0100048000000000000000000000000014000000"
            + "02001c000100000000001400890012000101000000000001" + "00000000"));
  }

  private void run(String line) {
    run(line, new byte[0]);
  }

  private void run(String line, byte[] in) {
    Outcome outcome = runs.run(line, in);
    String said = outcome.out() + outcome.err();
    transcript.append("$ token ").append(line).append('\n').append(said);
    transcript.append("[exit status ").append(outcome.status()).append("]\n\n");
    if (line.contains("--json") && !line.contains("--batch")) {
      assertThat(JsonParser.parseString(said).getAsJsonObject().get("schema").getAsString()).isEqualTo("token/1");
    }
  }

  private void matches(String file) {
    Golden.matches(file, transcript.toString());
  }

  @Test
  void verdicts_are_as_recorded() {
    String object = "check 'O:SYG:SYD:(D;;0x2;;;S-1-22-2-27)(A;;FA;;;BA)(A;;0x1201bf;;;S-1-22-1-1000)' --access ";
    for (String form : List.of("", " --raw", " --label", " --json")) {
      run(object + "read" + form);
      run(object + "FW" + form);
    }
    run(object + "max");
    run(object + "max --pid 1");
    run(object + "FILE_READ_DATA,DELETE --pid 1");
    run(object + "0x0");
    run("check 'D:(A;;GA;;;WD)' --access read");
    run("check 'D:(A;;GA;;;WD)' --access read --json");
    run("check 'O:SYD:(A;;KR;;;BU)' --access KEY_READ --type registry");
    run("check 'O:SYD:(A;;GX;;;BU)' --access execute --type directory");
    run("check 'O:SYD:(A;;GR;;;BU)' --access TOKEN_QUERY|READ_CONTROL --type token");
    run("check @report.sddl --access FR");
    run("check @report.sd --access FR --pid 4900 --tid 4902");
    run("check 'O:SYD:(XA;;FA;;;WD;(@Local.zone == \"LAB\"))' --access FA --claims claims.json");
    run("check 'O:SYD:(XA;;FA;;;WD;(@Local.zone == \"LAB\"))' --access FA");
    run("check 'O:SYD:(A;;FA;;;S-1-5-21-10-20-30-1001)' --access FW --token carol.json --label");
    matches("check/verdict.txt");
  }

  @Test
  void explanations_are_as_recorded() {
    String explain = " --explain";
    run("check 'O:SYG:SYD:(D;;FW;;;BU)(A;;FA;;;AU)' --access FW" + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;BA)(A;;FR;;;BU)(A;OIIO;FA;;;WD)(AU;SA;FA;;;WD)' --access FILE_WRITE_DATA" + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;AU)S:(ML;;NRNWNX;;;HI)' --access read,write" + explain);
    run("check 'O:SYG:SYD:' --access read" + explain);
    run("check 'O:SYG:SY' --access read" + explain);
    run("check 'O:S-1-22-1-1000G:SYD:' --access READ_CONTROL" + explain);
    run("check 'O:S-1-22-1-1000G:SYD:(A;;RC;;;OW)' --access READ_CONTROL,WRITE_DAC" + explain);
    run("check 'O:SYG:SYD:(A;;FR;;;PS)' --access FR --self-sid S-1-22-1-1000" + explain);
    run("check 'O:SYG:SYD:(A;;FR;;;PS)' --access FR" + explain);
    run("check 'O:SYG:SYD:(A;;FR;;;WD)S:(TL;;FR;;;S-1-19-512-4096)' --access read,write" + explain);
    run("check 'O:SYG:SYD:(A;;FR;;;WD)' --access ACCESS_SYSTEM_SECURITY" + explain);
    run("check 'O:SYG:SYD:' --access FA,ACCESS_SYSTEM_SECURITY --pid 1 --intent backup,restore" + explain);
    run("check 'O:SYG:SYD:(A;;FR;;;WD)' --access WRITE_OWNER --token carol.json" + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;WD)(A;;FR;;;RC)' --access FW --pid 4821" + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;WD)(A;;FR;;;RC)' --access read,write --token boxed.json" + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;WD)(A;;FA;;;RC)(D;;0x1;;;S-1-15-3-7)' --access 0x1 --token boxed.json" + explain);
    run("check 'O:SYG:SYD:(D;;0x1;;;RC)(A;;FA;;;WD)(A;;FA;;;S-1-15-2-101)' --access 0x1 --token boxed.json" + explain);
    run("check 'O:BAG:SYD:(A;;FR;;;OW)' --access FR --token boxed.json" + explain);
    run("check 'O:SYG:SYD:(A;;FR;;;WD)' --access read --pid 4900 --tid 4902" + explain);
    run("check 'O:SYG:SYD:(XD;;0x1;;;WD;(@User.nosuch == 1))(XA;;FA;;;WD;(@Local.zone == \"home\"))' --access 0x3"
        + " --claims claims.json" + explain);
    run("check 'O:SYG:SYD:(OA;;RP;" + PART + "2;;WD)(OD;;WP;" + PART + "3;;WD)(A;;WP;;;WD)' --access RPWP"
        + " --type directory-service " + PARTS + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;AU)S:(SP;;;;;S-1-17-1)(AU;SAFA;FW;;;WD)' --access 0x3 --policies policies.json"
        + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;AU)S:(SP;;;;;S-1-17-2)' --access FR" + explain);
    run("check 'O:SYG:SYD:(A;;FA;;;AU)' --access max --label" + explain);
    run("check 'O:SYG:SYD:(D;;FA;;;WD)(A;;FA;;;AU)' --access FR --raw" + explain);
    matches("check/explain.txt");
  }

  @Test
  void reasons_of_conditions_privileges_and_parts_are_as_recorded() {
    String dave = " --access FR --token dave.json --explain";
    run("check 'O:SYG:SYD:(XA;;FA;;;WD;(@User.clearance >= 5 && Member_of {SID(BA)}))'" + dave);
    run("check 'O:SYG:SYD:(XA;;FA;;;WD;(@User.projects Contains \"gemini\" && @User.secret && !(@User.off == 1)))'"
        + dave);
    run("check 'O:SYG:SYD:(XA;;FA;;;WD;(Device_Member_of {SID(S-1-5-21-1-2-3-3001), SID(S-1-5-21-1-2-3-3002)}))'"
        + dave);
    run("check 'O:SYG:SYD:(XA;;FA;;;WD;(@Resource.level < @User.clearance))S:(RA;;;;;WD;(\"level\",TI,0,7))'" + dave);
    run("check 'O:SYG:SYD:(XD;;FA;;;WD;(Member_of {SID(BA)}))(A;;FA;;;WD)'" + dave);
    run("check 'O:SYG:SYD:(XD;;FA;;;WD;(@User.dept == 1))(A;;FA;;;WD)S:(SP;;;;;S-1-17-3)' --policies loose.json"
        + dave);
    run("check 'O:SYG:SYD:(A;;FA;;;WD)S:(SP;;;;;S-1-17-3)' --policies loose.json" + dave);
    run("check 'O:SYG:SYD:(A;;FR;;;BA)' --access FR,FW,DELETE --explain");
    run("check 'O:SYG:SYD:(A;;FW;;;WD)' --access FR --pid 1 --explain");
    run("check 'O:SYG:SYD:' --access ACCESS_SYSTEM_SECURITY --pid 4821 --explain");
    run("check 'O:SYG:SYD:(OA;;RP;" + PART + "1;;WD)(OA;;RP;" + PART + "9;;WD)' --access RP --type directory-service "
        + "--explain --token dave.json " + PARTS);
    matches("check/reasons.txt");
  }

  @Test
  void explanations_as_json_are_as_recorded() {
    run("check 'O:SYG:SYD:(D;;0x2;;;BU)(XA;;FA;;;AU;(@User.dept == \"x\"))S:(ML;;NW;;;HI)(SP;;;;;S-1-17-1)'"
        + " --access 0x3 --policies policies.json --explain --json");
    run("check 'O:SYG:SYD:(OA;;RP;" + PART + "2;;WD)' --access RP --type directory-service --explain --json " + PARTS);
    run("check 'O:SYG:SYD:(A;;FR;;;WD)' --access read --pid 4900 --tid 4902 --explain --json");
    run("check 'O:SYG:SYD:(A;;FR;;;WD)' --access WRITE_OWNER,ACCESS_SYSTEM_SECURITY --token carol.json --explain"
        + " --json");
    matches("check/explain-json.txt");
  }

  @Test
  void mistakes_are_as_recorded() {
    run("check");
    run("check 'O:SYD:(A;;FR;;;WD)'");
    run("check 'O:SYD:(A;;FR;;;WD)' --access raed");
    run("check 'O:SYD:(A;;FR;;;WD)' --access KEY_RAED --type registry");
    run("check 'O:SYD:(A;;FR;;;WD)' --access read,,write");
    run("check 'O:SYD:(A;;FR;;;WD)' --access 0x123456789");
    run("check 'O:SYD:(A;;FR;;;WD)' --access 0x200000");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --type door");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --intent steal");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --self-sid nobody-at-all");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --object-type 0:x");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --object-type 1:" + PART + "1");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --pid 3 --token carol.json");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --token claims.json");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --claims carol.json");
    run("check 'O:SYD:(A;;FR;;;WD)' --access FR --policies nosuch.json");
    run("check 'O:SYD:(A;;ZZ;;;WD)' --access FR");
    run("check 'O:SYD:(A;;ZZ;;;WD)' --access FR --json");
    run("check 'O:SYD:(A;;0x2000001;;;WD)' --access FR");
    run("check 'O:SYD:(XA;;FR;;;WD;(@User.x == \"and a very long text that does not fit on one line\" && ==))'"
        + " --access FR");
    run("check AQAAgAAAAAAAAAAAAAAAAAAAA --access FR");
    run("check AQAAgAAAAAAAAAAAAAAAAAAAAA== --access FR");
    run("check 01000080000 --access FR");
    run("check 0200008000000000000000000000000000000000 --access FR");
    run("check @nosuch.sd --access FR");
    run("check --batch --explain");
    run("check --batch a b");
    run("sd");
    run("sd --batch --type file");
    run("sd 'D:(A;;FR;;;ZZ)'");
    run("sd AQAEgAAAAAAAAAAAAAAAABQAAAACABAAAQAAAHeACAABAgME --as sddl");
    run("sid");
    run("sid S-1-5-x");
    run("sid S-1-5-x --json");
    matches("check/errors.txt");
  }

  @Test
  void descriptors_are_as_recorded() {
    String object = "sd 'O:S-1-22-1-1000G:S-1-22-2-27D:PAI(A;CIOI;FA;;;SY)(D;ID;0x2;;;BU)(XA;;FR;;;WD;(@User.x == 1))"
        + "(OA;;CCDC;" + PART + "1;;AU)"
        + "S:(ML;;NW;;;HI)(AU;SAFA;GA;;;WD)(RA;;;;;WD;(\"Project\",TS,0x2,\"Windows\",\"SQL\"))'";
    for (String flags : List.of("", " --type file", " --raw", " --label", " --type directory-service", " --as sddl",
        " --as hex", " --as base64", " --json", " --json --type file")) {
      run(object + flags);
    }
    run("sd ''");
    run("sd 'O:SYD:'");
    run("sd AQAEgAAAAAAAAAAAAAAAABQAAAACABAAAQAAAHeACAABAgME");
    run("sd AQAEgAAAAAAAAAAAAAAAABQAAAACABAAAQAAAHeACAABAgME --json");
    run("sd @report.sd");
    run("sd @report.sddl --as hex");
    byte[] lines =
        "o:ba d:(A;;GRGW;;;WD)\nAQAAgAAAAAAAAAAAAAAAAAAAAAA=\n\nO:XX\n0100\n".getBytes(StandardCharsets.UTF_8);
    run("sd --batch", lines);
    run("sd --batch --as base64", lines);
    run("sd --batch --json", lines);
    matches("sd.txt");
  }

  @Test
  void sids_are_as_recorded() {
    String words = "sid BA administrators S-1-5-18 root alice sudo S-1-22-1-1001 S-1-5-21-10-20-30-1001"
        + " S-1-5-21-1-2-3-512 S-1-5-5-0-77 s-1-0x10-12288 nobody-at-all";
    for (String form : List.of("", " --raw", " --label", " --json")) {
      run(words + form);
    }
    run("sid 'BUILTIN\\Administrators'");
    matches("sid.txt");
  }
}
