package dev.tokend.authority.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tokend.authority.connection.ConnectedAs;
import dev.tokend.authority.connection.Evidence;
import dev.tokend.authority.derive.LinuxIdentity;
import dev.tokend.authority.derive.LogonEvidence;
import dev.tokend.authority.derive.Machine;
import dev.tokend.authority.derive.Person;
import dev.tokend.authority.process.Identified;
import dev.tokend.authority.process.RealIds;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.surface.protocol.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which requests were certainly sent with the credentials that their sender has now. */
class VouchingTest {

  private static final long SEEN = Long.MAX_VALUE - 5;
  private static final RealIds ALICE_ALONE = new RealIds(1000, 1000, true);
  private static final ConnectedAs ALICE = new ConnectedAs(1000, 1000, List.of(7));

  private final Machine machine = new Machine();

  private static LinuxIdentity identity(int uid, int gid, long capabilities, boolean initialNamespace) {
    return new LinuxIdentity(
        uid, gid, List.of(7), capabilities, 0, initialNamespace, 7, LogonEvidence.INTERACTIVE, 5000);
  }

  private static LinuxIdentity alice() {
    return identity(1000, 1000, 0, true);
  }

  /** EAGAIN, EACCES, or null where the request passes. */
  private Errno objection(LinuxIdentity now, RealIds real, Evidence evidence) throws Exception {
    Identified.Known sender = new Identified.Known(machine.start(Person.of(1000)), now, real, SEEN);
    FailedException failed =
        catchThrowableOfType(FailedException.class, () -> Vouching.require(Operation.STATUS, sender, evidence));
    return failed == null ? null : failed.failure().errno();
  }

  private static Evidence first(ConnectedAs connectedAs) {
    return new Evidence.Sent(1000, 1000, connectedAs, null);
  }

  private static Evidence sentAfter(long moment) {
    return new Evidence.Sent(1000, 1000, null, moment);
  }

  @Test
  void who_is_as_it_connected_is_answered_at_once() throws Exception {
    assertThat(objection(alice(), ALICE_ALONE, first(ALICE))).isNull();
  }

  @Test
  void root_is_too_with_whatever_capabilities() throws Exception {
    assertThat(
            objection(
                identity(0, 0, -1, true),
                new RealIds(0, 0, true),
                new Evidence.Sent(0, 0, new ConnectedAs(0, 0, List.of(7)), null)))
        .isNull();
  }

  @Test
  void a_set_uid_program_that_connected_itself_is_too() throws Exception {
    assertThat(
            objection(
                identity(0, 1000, -1, true),
                new RealIds(1000, 1000, false),
                first(new ConnectedAs(0, 1000, List.of(7)))))
        .isNull();
  }

  @Test
  void one_that_did_not_is_refused_however_long_it_was_seen() throws Exception {
    RealIds mixed = new RealIds(1000, 1000, false);
    assertThat(objection(identity(0, 1000, -1, true), mixed, first(ALICE))).isEqualTo(Errno.EACCES);
    assertThat(objection(identity(1000, 42, 0, true), mixed, first(ALICE))).isEqualTo(Errno.EACCES);
    assertThat(objection(identity(0, 1000, -1, true), mixed, sentAfter(SEEN + 1))).isEqualTo(Errno.EACCES);
  }

  @Test
  void another_group_or_a_capability_than_at_the_time_must_have_been_seen_before() throws Exception {
    assertThat(objection(alice(), ALICE_ALONE, first(new ConnectedAs(1000, 1000, List.of()))))
        .isEqualTo(Errno.EAGAIN);
    assertThat(objection(alice(), ALICE_ALONE, first(new ConnectedAs(1000, 1000, List.of(8)))))
        .isEqualTo(Errno.EAGAIN);
    assertThat(objection(identity(1000, 1000, 1, true), ALICE_ALONE, first(ALICE))).isEqualTo(Errno.EAGAIN);
    assertThat(objection(identity(1000, 1000, 1, false), ALICE_ALONE, first(ALICE)))
        .as("in a user namespace a capability is nothing")
        .isNull();
  }

  @Test
  void on_the_connection_of_another_process_the_sender_must_have_been_seen_before_it_asked() throws Exception {
    assertThat(objection(alice(), ALICE_ALONE, first(null))).isEqualTo(Errno.EAGAIN);
    assertThat(objection(alice(), ALICE_ALONE, sentAfter(SEEN - 1))).isEqualTo(Errno.EAGAIN);
    assertThat(objection(alice(), ALICE_ALONE, sentAfter(SEEN))).isNull();
    long later = SEEN + 100;
    assertThat(later).as("the clock may wrap").isNegative();
    assertThat(objection(alice(), ALICE_ALONE, sentAfter(later))).isNull();
  }

  @Test
  void real_ids_that_are_not_those_of_the_message_are_never_believed() throws Exception {
    RealIds root = new RealIds(0, 0, true);
    LinuxIdentity now = identity(0, 0, -1, true);
    assertThat(objection(now, root, first(ALICE))).isEqualTo(Errno.EAGAIN);
    assertThat(objection(now, root, sentAfter(SEEN + 1))).isEqualTo(Errno.EAGAIN);
    assertThat(objection(now, root, new Evidence.Sent(0, 1000, null, SEEN + 1L))).isEqualTo(Errno.EAGAIN);
  }

  private static Evidence waiting(int real, int effective, boolean goesOn) {
    return new Evidence.Waiting(real, effective, () -> goesOn);
  }

  @Test
  void who_waits_in_a_call_needs_no_other_evidence() throws Exception {
    assertThat(objection(alice(), ALICE_ALONE, waiting(1000, 1000, true))).isNull();
    assertThat(objection(identity(0, 0, -1, true), new RealIds(1000, 1000, false), waiting(1000, 0, true))).isNull();
  }

  @Test
  void who_has_ended_meanwhile_is_not_answered() throws Exception {
    assertThat(objection(alice(), ALICE_ALONE, waiting(1000, 1000, false))).isEqualTo(Errno.ESRCH);
  }

  @Test
  void a_thread_with_other_ids_does_not_speak_for_its_process() throws Exception {
    LinuxIdentity root = identity(0, 0, -1, true);
    RealIds roots = new RealIds(0, 0, true);
    assertThat(objection(root, roots, waiting(0, 1000, true))).isEqualTo(Errno.EACCES);
    assertThat(objection(root, roots, waiting(1000, 0, true))).isEqualTo(Errno.EACCES);
  }
}
