package dev.tokend.monitor.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.monitor.rights.TokenRights;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationTest {
  @Test
  void names_are_words_and_each_stands_for_one_operation() {
    Set<String> labels = new HashSet<>();
    for (Operation operation : Operation.values()) {
      assertThat(operation.label()).matches("[a-z_]+");
      assertThat(labels.add(operation.label())).as(operation.label()).isTrue();
      assertThat(operation.section()).matches("tokens §[0-9.]+( [a-z]+)?");
    }
  }

  /** The columns "handle right" and "privilege" of tokens §6.4. */
  @Test
  void rights_and_privileges_are_those_of_the_overview() {
    assertThat(Operation.INSTALL.handleRight()).isEqualTo(TokenRights.ASSIGN_PRIMARY);
    assertThat(Operation.INSTALL.privileges())
        .isEqualTo(Privilege.SE_ASSIGN_PRIMARY_TOKEN.mask() | Privilege.SE_TCB.mask());
    assertThat(Operation.DUPLICATE.handleRight()).isEqualTo(TokenRights.DUPLICATE);
    assertThat(Operation.FILTER.handleRight()).isEqualTo(TokenRights.DUPLICATE);
    assertThat(Operation.ADJUST_PRIVILEGES.handleRight()).isEqualTo(TokenRights.ADJUST_PRIVILEGES);
    assertThat(Operation.ADJUST_GROUPS.handleRight()).isEqualTo(TokenRights.ADJUST_GROUPS);
    assertThat(Operation.ADJUST_DEFAULT.handleRight()).isEqualTo(TokenRights.ADJUST_DEFAULT);
    assertThat(Operation.ADJUST_SCOPE.handleRight()).isEqualTo(TokenRights.ADJUST_INTERACTIVITY_SCOPE);
    assertThat(Operation.ADJUST_SCOPE.privileges()).isEqualTo(Privilege.SE_TCB.mask());
    assertThat(Operation.LINK.handleRight()).isEqualTo(TokenRights.DUPLICATE);
    assertThat(Operation.GET_LINKED.handleRight()).isEqualTo(TokenRights.QUERY);
    assertThat(Operation.IMPERSONATE.handleRight()).isEqualTo(TokenRights.IMPERSONATE);
    assertThat(Operation.IMPERSONATE.privileges()).isEqualTo(Privilege.SE_IMPERSONATE.mask());
    assertThat(Operation.QUERY.handleRight()).isEqualTo(TokenRights.QUERY);
    assertThat(Operation.CREATE_TOKEN.privileges()).isEqualTo(Privilege.SE_CREATE_TOKEN.mask());
    assertThat(Operation.OPEN_SELF.handleRight()).isZero();
    assertThat(Operation.OPEN_PROCESS.privileges()).isEqualTo(Privilege.SE_DEBUG.mask());
  }

  @Test
  void a_refusal_says_what_was_tried_and_which_row_refused() {
    Rule rule = Rule.row(Operation.OPEN_PROCESS, "6", Errno.EACCES, "process access", "it may not");
    Refusal refusal = new Refusal(rule, new Need.ProcessRights(0x400), WellKnown.SYSTEM);
    assertThat(refusal).hasMessage("open_process: it may not");
    assertThat(refusal.check()).isEqualTo("tokens §9.2 row 6 (process access)");
    assertThat(refusal.reason()).isEqualTo("it may not");
    assertThat(refusal.errno()).isEqualTo(Errno.EACCES);
    assertThat(refusal.rule()).isSameAs(rule);
    assertThat(refusal.need()).isEqualTo(new Need.ProcessRights(0x400));
    assertThat(refusal.targetUser()).isEqualTo(WellKnown.SYSTEM);
    assertThat(refusal.getStackTrace()).isEmpty();
    assertThat(rule.refuse().need()).isNull();
    assertThat(rule.refuse(Privilege.SE_TCB).need()).isEqualTo(new Need.PrivilegeNeeded(Privilege.SE_TCB));
    assertThat(rule.refuse(new Need.TokenRights(1)).need()).isEqualTo(new Need.TokenRights(1));
  }
}
