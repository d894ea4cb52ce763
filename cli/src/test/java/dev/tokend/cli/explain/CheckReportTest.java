package dev.tokend.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.cli.Vectors;
import dev.tokend.cli.batch.VectorRequests;
import dev.tokend.cli.json.CheckJson;
import dev.tokend.cli.text.CheckText;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.MalformedException;
import dev.tokend.kacs.access.AccessCheck;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every public vector explained: the words agree with the decision and leave nothing out. */
class CheckReportTest {
  private static final SidNames NAMES = SidNames.local(SidForm.BOTH);

  /** Those that have a descriptor. */
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (String line : Vectors.lines()) {
      AccessRequest request = VectorRequests.of(line);
      if (request != null && request.descriptor() != null) {
        lines.add(line);
      }
    }
    assertThat(lines).hasSize(269);
    return lines;
  }

  private static CheckReport report(String line) throws MalformedException {
    JsonObject vector = JsonParser.parseString(line).getAsJsonObject();
    AccessRequest request = VectorRequests.of(line);
    byte[] binary = Base64.getDecoder().decode(vector.get("sd_base64").getAsString());
    return CheckReport.of(request, SecurityDescriptor.parse(binary), ObjectType.FILE, null);
  }

  @ParameterizedTest
  @MethodSource("lines")
  void the_findings_cover_exactly_what_was_asked_for(String line) throws MalformedException {
    CheckReport report = report(line);
    assertThat(report.decision()).isEqualTo(AccessCheck.check(report.request()));
    if (report.decision().error() == null) {
      int denied = 0;
      for (Finding finding : Finding.denials(report)) {
        denied |= finding.rights();
      }
      int granted = 0;
      for (Finding finding : Finding.grants(report)) {
        granted |= finding.rights();
      }
      assertThat(denied).isEqualTo(report.missing());
      assertThat(granted).isEqualTo(report.decision().want() & report.decision().granted());
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void the_text_names_every_entry_of_the_dacl_and_lifts_only_denials(String line) throws MalformedException {
    CheckReport report = report(line);
    String text = new CheckText(report, NAMES, Style.PLAIN).explanation();
    assertThat(text).doesNotContain("null").doesNotContain("[");
    assertThat(text.contains("What would lift it")).isEqualTo(!report.decision().allowed());
    Acl dacl = report.object().dacl();
    if (report.decision().error() == null && dacl != null) {
      String pass = text.substring(text.indexOf("The DACL, as user and groups"));
      for (int ace = 0; ace < dacl.aces().size(); ace++) {
        assertThat(pass).containsPattern("(?m)^     " + ace + " (\\(|an entry)");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void the_document_has_every_step(String line) throws MalformedException, IOException {
    CheckReport report = report(line);
    JsonObject document =
        JsonParser.parseString(CheckJson.of(report, null, NAMES, true)).getAsJsonObject();
    assertThat(document.getAsJsonArray("trace")).hasSize(report.events().size());
    assertThat(document.get("allowed").getAsBoolean()).isEqualTo(report.decision().allowed());
    assertThat(document.getAsJsonArray("remedies").size())
        .isEqualTo(report.remedies().size() + report.objectRemedies().size());
  }
}
