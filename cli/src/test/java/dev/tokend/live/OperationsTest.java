package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.bytes.ByteWriter;
import dev.tokend.kacs.sid.Sid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every operation that changes something, by real processes of root and of an ordinary user. */
class OperationsTest {

  private static final String MAXIMUM = "2000000";
  private static final String ALICE = "S-1-5-21-10-20-30-1001";

  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static List<String> command(String... steps) {
    List<String> all = new ArrayList<>(List.of(machine.toString()));
    all.addAll(List.of(steps));
    return sandbox.java("dev.tokend.live.Act", all.toArray(String[]::new));
  }

  private static List<String> outcomes(List<String> command) throws Exception {
    Outcome outcome = sandbox.run(command);
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  private static List<String> root(String... steps) throws Exception {
    return outcomes(command(steps));
  }

  private static List<String> daemon(String... steps) throws Exception {
    return outcomes(User.DAEMON.running(command(steps)));
  }

  /** A session spec of formats §10: Interactive, "Test". */
  static String sessionSpec(String user) {
    byte[] name = "Test".getBytes(StandardCharsets.UTF_8);
    byte[] sid = Sid.of(user).toByteArray();
    ByteWriter out = new ByteWriter().u8(2).u16(name.length).bytes(name).i32(sid.length).bytes(sid);
    return HexFormat.of().formatHex(out.toByteArray());
  }

  /** The smallest token spec of formats §9: a Medium primary token without groups and privileges. */
  static String tokenSpec(String user, long session) {
    ByteWriter out = new ByteWriter();
    out.i32(2).u8(1).u8(0).u16(0).i32(0x2000).i32(1).i64(0).i64(0).i32(0).i32(1001).i32(1001).i32(0);
    out.i64(0).i64(session).i32(0).i32(0).bytes("test\0\0\0\0".getBytes(StandardCharsets.UTF_8)).i64(7);
    out.i32(192).zeros(100).bytes(Sid.of(user).toByteArray());
    return HexFormat.of().formatHex(out.toByteArray());
  }

  @Test
  void privileges_are_disabled_removed_and_refused() throws Exception {
    List<String> said =
        root("self t " + MAXIMUM, "check SeDebugPrivilege", "privs t 20 0", "check SeDebugPrivilege", "privs t 20 4",
            "privs t 20 2", "privs t 19 9", "self q 8", "privs q 19 0", "privs t 0 2147483648");
    assertThat(said.get(1)).isEqualTo("done");
    assertThat(Long.parseUnsignedLong(said.get(2), 16) & 1L << 20).isNotZero();
    assertThat(said.get(3)).startsWith("EPERM tokens §19");
    assertThat(Long.parseUnsignedLong(said.get(4), 16) & 1L << 20).isZero();
    assertThat(said.get(5)).startsWith("EINVAL tokens §14.1 row 7");
    assertThat(said.get(6)).startsWith("EINVAL tokens §14.1 row 7");
    assertThat(said.get(8)).startsWith("EACCES tokens §14.1 row 1");
    assertThat(said.get(9)).matches("[0-9a-f]+");
  }

  @Test
  void groups_defaults_and_scope_are_adjusted_or_refused() throws Exception {
    List<String> said =
        root("self t f01ff", "groups t 0 0", "default t 65535 65535", "default t 0 0", "default t 9999 0", "scope t 77",
            "query t interactivity-scope");
    assertThat(said.get(1)).startsWith("EINVAL tokens §14.2 row 7");
    assertThat(said.subList(2, 4)).containsOnly("done");
    assertThat(said.get(4)).startsWith("EINVAL tokens §14.3 row 6");
    assertThat(said.subList(5, 7)).containsExactly("done", "4d000000");
    assertThat(daemon("self t " + MAXIMUM, "scope t 77").get(1)).startsWith("EACCES tokens §14.4");
  }

  @Test
  void the_security_descriptor_is_read_and_replaced() throws Exception {
    List<String> said = root("self t " + MAXIMUM, "sd t 4");
    String dacl = said.get(1);
    List<String> set =
        root("self t " + MAXIMUM, "set-sd t 4 " + dacl, "sd t 4", "set-sd t 4 00", "set-sd t 0 " + dacl);
    assertThat(set.subList(1, 3)).containsExactly("done", dacl);
    assertThat(set.get(3)).startsWith("EINVAL tokens §16 set row 4");
    assertThat(set.get(4)).startsWith("EINVAL tokens §16 set row 2");
    assertThat(daemon("self t 8", "set-sd t 4 " + dacl).get(1)).startsWith("EACCES tokens §16 set row 3");
  }

  @Test
  void tokens_are_duplicated_and_restricted() throws Exception {
    List<String> said =
        daemon("self t e", "dup d t 8 IMPERSONATION IMPERSONATION", "query d impersonation-level",
            "dup d t f01ff PRIMARY ANONYMOUS", "restrict r t ffffffffffffffff,S-1-1-0", "query r restricted-sids",
            "self q 8", "restrict r q 0", "dup d q 8 PRIMARY ANONYMOUS");
    assertThat(said.subList(1, 3)).containsExactly("8", "02000000");
    assertThat(said.get(3)).startsWith("EACCES tokens §12 row 7");
    assertThat(said.get(4)).isEqualTo("e");
    assertThat(said.get(5)).startsWith("01000000");
    assertThat(said.get(7)).startsWith("EACCES tokens §13 row 1");
    assertThat(said.get(8)).startsWith("EACCES tokens §12 row 1");
  }

  @Test
  void sessions_are_opened_listed_invalidated_and_ended() throws Exception {
    List<String> made = root("session " + sessionSpec(ALICE), "session 00", "sessions");
    String id = made.get(0);
    assertThat(made.get(1)).startsWith("EINVAL tokens §20");
    assertThat(made.get(2)).contains("session_id=" + id + " ").contains("session_id=999 ");
    List<String> said =
        root("create t " + tokenSpec(ALICE, Long.parseLong(id)), "destroy " + id, "invalidate " + id, "destroy 424242",
            "create u " + tokenSpec(ALICE, Long.parseLong(id)), "install t");
    assertThat(said.get(0)).isEqualTo("f01ff");
    assertThat(said.get(1)).startsWith("EBUSY");
    assertThat(said.get(2)).isEqualTo("done");
    assertThat(said.get(3)).startsWith("ENOENT");
    assertThat(said.get(4)).startsWith("EINVAL tokens §11 row 4");
    assertThat(said.get(5)).startsWith("EACCES tokens §10.5");
    List<String> refused =
        daemon("session " + sessionSpec(ALICE), "sessions", "invalidate " + id, "create t " + tokenSpec(ALICE, 999));
    assertThat(refused.get(0)).startsWith("EPERM");
    assertThat(refused.get(1)).startsWith("EACCES tokens §22");
    assertThat(refused.get(2)).startsWith("EPERM");
    assertThat(refused.get(3)).startsWith("EPERM tokens §11 row 3");
  }

  @Test
  void a_pair_is_linked_and_its_counterpart_opened() throws Exception {
    String session = root("session " + sessionSpec(ALICE)).getFirst();
    String spec = tokenSpec(ALICE, Long.parseLong(session));
    List<String> said =
        root("create full " + spec, "create limited " + spec, "linked x full", "link full full " + session,
            "link full limited " + session, "linked x full", "query x elevation-type", "dup q full 8 PRIMARY ANONYMOUS",
            "link full q " + session);
    assertThat(said.get(2)).startsWith("ENOENT tokens §15.2");
    assertThat(said.get(3)).startsWith("EINVAL tokens §15.1 row 6");
    assertThat(said.get(4)).isEqualTo("done");
    assertThat(said.get(5)).isEqualTo("f01ff real");
    assertThat(said.get(6)).isEqualTo("03000000");
    assertThat(said.get(8)).startsWith("EACCES tokens §15.1 row 4");
    assertThat(daemon("self t e", "link t t " + session).get(1)).startsWith("EACCES tokens §15.1 row 2");
  }

  @Test
  void a_thread_impersonates_and_reverts() throws Exception {
    String session = root("session " + sessionSpec(ALICE)).getFirst();
    List<String> said =
        root("create t " + tokenSpec(ALICE, Long.parseLong(session)), "dup i t c IMPERSONATION IMPERSONATION",
            "impersonate t", "impersonate i", "show", "real", "check SeTcbPrivilege", "revert", "show", "revert");
    assertThat(said.get(2)).startsWith("EINVAL tokens §17.2 row 2");
    assertThat(said.get(3)).isEqualTo("Impersonation");
    assertThat(said.get(4)).startsWith(ALICE + " 8192 impersonation");
    assertThat(said.get(5)).startsWith("EACCES tokens §9.1 row 4");
    assertThat(said.get(6)).startsWith("EPERM");
    assertThat(said.get(7)).isEqualTo("done");
    assertThat(said.get(8)).startsWith("S-1-5-18 16384 primary");
    assertThat(said.get(9)).isEqualTo("done");
  }

  @Test
  void a_token_is_installed() throws Exception {
    String session = root("session " + sessionSpec(ALICE)).getFirst();
    List<String> said =
        root("create t " + tokenSpec(ALICE, Long.parseLong(session)), "install t", "show", "install t");
    assertThat(said.get(1)).isEqualTo("done");
    assertThat(said.get(2)).startsWith(ALICE + " 8192 primary");
    assertThat(said.get(3)).startsWith("EACCES tokens §10.5 row 3");
  }

  @Test
  void everybody_may_lower_oneself_and_nobody_gets_back() throws Exception {
    List<String> said =
        daemon("run ffffffffffffffff,S-1-22-1-1 4096", "show", "run 0 8192", "run 0", "run 0,S-1-22-1-1 16384");
    assertThat(said.get(0)).isEqualTo("done");
    assertThat(said.get(1)).isEqualTo("S-1-22-1-1 4096 primary restricted 0");
    assertThat(said.get(2)).startsWith("EINVAL tokens §13 row 5");
    assertThat(said.get(3)).startsWith("EINVAL tokens §13 row 5");
    assertThat(said.get(4)).startsWith("EACCES tokens §3.7");
  }

  @Test
  void pins_are_kept_by_name_for_each_user() throws Exception {
    List<String> kept = daemon("self t e", "restrict r t 0", "keep r lower", "keep r lower", "pins");
    assertThat(kept.get(2)).isEqualTo("done");
    assertThat(kept.get(3)).startsWith("EEXIST");
    assertThat(kept.get(4)).isEqualTo("[1/lower]");
    List<String> later = daemon("pin p lower 8", "query p type", "pin p lower f01ff", "pin p higher 8", "unpin 2/other");
    assertThat(later.subList(0, 2)).containsExactly("8", "01000000");
    assertThat(later.get(2)).startsWith("EACCES");
    assertThat(later.get(3)).startsWith("ENOENT");
    assertThat(later.get(4)).startsWith("ENOENT");
    List<String> other =
        outcomes(User.BIN.running(command("pins", "pin p lower 8", "pin p 1/lower 8", "unpin 1/lower")));
    assertThat(other.getFirst()).isEqualTo("[]");
    assertThat(other.get(1)).startsWith("ENOENT");
    assertThat(other.get(2)).startsWith("EACCES");
    assertThat(other.get(3)).startsWith("EPERM");
    assertThat(daemon("run 0,S-1-5-4", "unpin lower").get(1)).startsWith("EACCES");
    assertThat(root("pins", "pin p 1/lower 8", "unpin 1/lower", "pins"))
        .containsExactly("[1/lower]", "8", "done", "[]");
  }
}
