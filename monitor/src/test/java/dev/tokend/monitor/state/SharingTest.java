package dev.tokend.monitor.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LogonType;
import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.GroupAttributes;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.SidAndAttributes;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.kacs.token.TokenSource;
import dev.tokend.monitor.Monitor;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens made from scratch have one object for what is alike in them, and are what they were made to be. */
class SharingTest {
  private static final int ENABLED = GroupAttributes.MANDATORY | GroupAttributes.ENABLED;

  private final Monitor monitor = new Monitor(() -> 0, event -> {});
  private LogonSession session;

  @BeforeEach
  void openSession() throws Exception {
    session = monitor.openSession(new SessionBlueprint(LogonType.INTERACTIVE, "Linux", Sid.unixUser(1000), 0));
    monitor.holdSession(session);
  }

  private TokenBlueprint blueprint(long source, String... groups) {
    List<SidAndAttributes> all =
        List.of(groups).stream().map(group -> new SidAndAttributes(Sid.of(group), ENABLED)).toList();
    SecurityDescriptor descriptor =
        SecurityDescriptor.builder().owner(WellKnown.SYSTEM).group(WellKnown.SYSTEM).dacl(Acl.of()).build();
    return TokenBlueprint.builder(session.id(), Sid.unixUser(1000))
        .groupsAndLogonSid(all)
        .source(TokenSource.of("linux", source))
        .build(descriptor);
  }

  private Token token(TokenBlueprint blueprint) throws Exception {
    return monitor.keep(blueprint).token();
  }

  @Test
  void what_two_tokens_have_alike_is_one_object() throws Exception {
    Token first = token(blueprint(1, "S-1-22-2-1000", "S-1-5-11"));
    Token second = token(blueprint(2, "S-1-22-2-1000", "S-1-5-11"));
    Token third = token(blueprint(3, "S-1-22-2-1000", "S-1-5-11"));
    assertThat(second.identity().groups()).isSameAs(first.identity().groups());
    assertThat(second.identity().user()).isSameAs(first.identity().user());
    assertThat(second.descriptor()).isSameAs(first.descriptor());
    assertThat(third.state()).isSameAs(second.state());
    assertThat(second.identity().provenance().source()).isEqualTo(TokenSource.of("linux", 2));
  }

  @Test
  void other_groups_are_others_of_the_same_sids() throws Exception {
    GroupList first = token(blueprint(1, "S-1-22-2-1000", "S-1-5-11")).identity().groups();
    GroupList second = token(blueprint(1, "S-1-22-2-1001", "S-1-5-11")).identity().groups();
    assertThat(second.sid(0)).isEqualTo(Sid.of("S-1-22-2-1001"));
    assertThat(second.sid(1)).isSameAs(first.sid(1));
  }

  @Test
  void what_is_changed_in_one_stays_in_the_other() throws Exception {
    Token first = token(blueprint(1, "S-1-5-11"));
    Token second = token(blueprint(1, "S-1-5-11"));
    assertThat(second.state().descriptor()).isSameAs(first.state().descriptor());
    second.replace(second.state().with(PrivilegeState.initial(Privilege.SE_DEBUG.mask(), 0)));
    assertThat(first.privileges()).isEqualTo(PrivilegeState.NONE);
  }
}
