package dev.tokend.cli.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.text.CheckText;
import dev.tokend.cli.text.Style;
import dev.tokend.cli.view.SidForm;
import dev.tokend.cli.view.SidNames;
import dev.tokend.kacs.access.AccessRequest;
import dev.tokend.kacs.access.GenericMapping;
import dev.tokend.kacs.access.PreparedDescriptor;
import dev.tokend.kacs.access.Subject;
import dev.tokend.kacs.catalog.ObjectType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.AccessMask;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sddl.Sddl;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.Privileges;
import org.junit.jupiter.api.Test;

/** A privilege that is there but disabled is another matter than one that is not there. */
class PrivilegeWordsTest {
  private static final long SECURITY = Privilege.SE_SECURITY.mask();

  @Test
  void a_disabled_privilege_is_said_to_be_disabled() throws Exception {
    assertThat(explained(new Privileges(SECURITY, 0, 0, 0)))
        .contains("comes from SeSecurityPrivilege alone, which the token has, but not enabled.")
        .contains("- SeSecurityPrivilege enabled in the token, which has it disabled (token adjust privs)\n");
  }

  @Test
  void a_missing_privilege_is_said_to_be_missing() throws Exception {
    assertThat(explained(Privileges.NONE))
        .contains("comes from SeSecurityPrivilege alone, which the token does not have.")
        .contains("- SeSecurityPrivilege enabled in the token, which does not have it\n");
  }

  @Test
  void of_a_token_that_is_written_down_only_enabled_privileges_are_known() throws Exception {
    assertThat(explained(null))
        .contains("comes from SeSecurityPrivilege alone, which the token does not have enabled.")
        .contains("- SeSecurityPrivilege enabled in the token\n");
  }

  private static String explained(Privileges privileges) throws Exception {
    SecurityDescriptor object = Sddl.parse("O:SYD:(A;;FA;;;WD)");
    AccessRequest request = AccessRequest.of(Subject.builder().user(WellKnown.EVERYONE).build(),
        PreparedDescriptor.of(object), AccessMask.ACCESS_SYSTEM_SECURITY, GenericMapping.FILE);
    String text = new CheckText(
        CheckReport.of(request, object, ObjectType.FILE, privileges), SidNames.local(SidForm.BOTH), Style.PLAIN)
        .explanation();
    return text.replaceAll("\\n +(?=[a-z])", " ");
  }
}
