package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.tokend.kacs.catalog.AceType;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.sd.Ace;
import dev.tokend.kacs.sd.AceFlags;
import dev.tokend.kacs.sd.Acl;
import dev.tokend.kacs.sd.BasicAce;
import dev.tokend.kacs.sd.SecurityDescriptor;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.EventsReply;
import dev.tokend.surface.protocol.EventsRequest;
import dev.tokend.surface.protocol.Operation;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What real processes leave on the audit trail of a real authority. */
class AuditTrailTest {
  private static final String ALICE = "S-1-5-21-10-20-30-1001";
  private static final int POLICY_OFFSET = 2 * 44;

  private static Sandbox sandbox;
  private static Path machine;
  private static Path file;

  private long seen;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    file = machine.resolveSibling("audit.jsonl");
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static List<String> act(User user, String... steps) throws Exception {
    List<String> all = new ArrayList<>(List.of(machine.toString()));
    all.addAll(List.of(steps));
    List<String> command = sandbox.java("dev.tokend.live.Act", all.toArray(String[]::new));
    Outcome outcome = sandbox.run(user == null ? command : user.running(command));
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    return outcome.out().lines().toList();
  }

  private static List<String> root(String... steps) throws Exception {
    return act(null, steps);
  }

  /** The events of a kind since the test began. */
  private List<JsonObject> events(String name) throws Exception {
    List<JsonObject> found = new ArrayList<>();
    try (TokenClient client = Sandbox.connect(machine)) {
      for (String line : client.events().after(seen, 0).lines()) {
        JsonObject event = JsonParser.parseString(line).getAsJsonObject();
        if (event.get("event").getAsString().equals(name)) {
          found.add(event);
        }
      }
    }
    return found;
  }

  private JsonObject only(String name) throws Exception {
    List<JsonObject> found = events(name);
    assertThat(found).as(name).hasSize(1);
    return found.getFirst();
  }

  private void begin() throws Exception {
    try (TokenClient client = Sandbox.connect(machine)) {
      EventsReply reply = client.events().after(-1, 0);
      assertThat(reply.lines()).isEmpty();
      seen = reply.next();
    }
  }

  private static String text(JsonObject event, String... path) {
    JsonObject at = event;
    for (int i = 0; i < path.length - 1; i++) {
      at = at.getAsJsonObject(path[i]);
    }
    return at.get(path[path.length - 1]).getAsString();
  }

  private static String session() throws Exception {
    return root("session " + OperationsTest.sessionSpec(ALICE)).getFirst();
  }

  private static String spec(String session) {
    return OperationsTest.tokenSpec(ALICE, Long.parseLong(session));
  }

  /** A spec whose token has an audit policy. */
  private static String audited(String session, int policy) {
    String spec = spec(session);
    return spec.substring(0, POLICY_OFFSET) + "0" + Integer.toHexString(policy) + spec.substring(POLICY_OFFSET + 2);
  }

  @Test
  void a_refusal_tells_who_asked_what_and_which_check_refused() throws Exception {
    begin();
    assertThat(act(User.DAEMON, "pid t 1 8").getFirst()).startsWith("EACCES");
    JsonObject event = only("refused");
    assertThat(text(event, "operation")).isEqualTo("open_process");
    assertThat(text(event, "errno")).isEqualTo("EACCES");
    assertThat(text(event, "check")).startsWith("tokens §9.2 row");
    assertThat(text(event, "target_user_sid")).isEqualTo("S-1-5-18");
    assertThat(text(event, "needed", "process_rights")).isEqualTo("0x400");
    assertThat(text(event, "caller", "uid")).isEqualTo("1");
    assertThat(text(event, "caller", "user_sid")).isEqualTo("S-1-22-1-1");
    assertThat(text(event, "caller", "impersonating")).isEqualTo("false");
    assertThat(text(event, "caller", "token_id")).matches("[0-9]+");
    assertThat(text(event, "caller", "auth_id")).matches("[0-9]+");
    assertThat(text(event, "process", "name")).isEqualTo("java");
    assertThat(text(event, "process", "executable_path")).endsWith("/bin/java");
    assertThat(text(event, "time")).matches("20[0-9-]+T[0-9:]+\\.[0-9]{3}Z");
  }

  @Test
  void sessions_come_and_go() throws Exception {
    begin();
    String session = session();
    root("invalidate " + session, "invalidate " + session, "destroy " + session);
    for (String name : List.of("logon-session-created", "logon-session-invalidated", "logon-session-destroyed")) {
      JsonObject event = only(name);
      assertThat(text(event, "session_id")).isEqualTo(session);
      assertThat(text(event, "user_sid")).isEqualTo(ALICE);
      assertThat(text(event, "logon_type")).isEqualTo("interactive");
      assertThat(text(event, "auth_package")).isEqualTo("Test");
      assertThat(text(event, "caller", "user_sid")).isEqualTo("S-1-5-18");
    }
  }

  @Test
  void tokens_are_made_in_three_ways_and_linked() throws Exception {
    String session = session();
    begin();
    root("create full " + spec(session), "dup d full f01ff PRIMARY ANONYMOUS", "restrict r full 0,S-1-1-0",
        "link full d " + session);
    List<JsonObject> made = events("token-create");
    assertThat(made).extracting(event -> text(event, "mode")).containsExactly("mint", "duplicate", "filter");
    String full = text(made.getFirst(), "token_id");
    assertThat(made.getFirst().get("source_token_id").isJsonNull()).isTrue();
    assertThat(text(made.get(1), "source_token_id")).isEqualTo(full);
    assertThat(made.get(2).getAsJsonArray("restricted_sids").get(0).getAsString()).isEqualTo("S-1-1-0");
    JsonObject linked = only("token-link");
    assertThat(text(linked, "elevated_token_id")).isEqualTo(full);
    assertThat(text(linked, "filtered_token_id")).isEqualTo(text(made.get(1), "token_id"));
    assertThat(text(linked, "session_id")).isEqualTo(session);
  }

  @Test
  void adjustments_tell_what_was_and_what_is() throws Exception {
    begin();
    root("self t f01ff", "privs t 20 0", "default t 0 0", "scope t 77");
    List<JsonObject> events = events("token-adjust");
    assertThat(events)
        .extracting(event -> text(event, "operation"))
        .containsExactly("adjust_privileges", "adjust_default", "adjust_interactivity_scope");
    JsonObject privileges = events.getFirst().getAsJsonArray("changes").get(0).getAsJsonObject();
    long before = Long.parseUnsignedLong(text(privileges, "enabled_before").substring(2), 16);
    long after = Long.parseUnsignedLong(text(privileges, "enabled").substring(2), 16);
    assertThat(before & ~after).isEqualTo(1L << 20);
    assertThat(text(events.getLast().getAsJsonArray("changes").get(0).getAsJsonObject(), "after")).isEqualTo("77");
  }

  @Test
  void installing_and_running_lowered_tell_both_tokens() throws Exception {
    String session = session();
    begin();
    root("create t " + spec(session), "install t");
    JsonObject installed = only("token-install");
    assertThat(text(installed, "user_sid")).isEqualTo(ALICE);
    assertThat(text(installed, "previous_user_sid")).isEqualTo("S-1-5-18");
    assertThat(text(installed, "previous_token_id")).isEqualTo(text(installed, "caller", "token_id"));
    act(User.DAEMON, "run ffffffffffffffff,S-1-22-1-1 4096");
    JsonObject lowered = only("token-run");
    assertThat(text(lowered, "integrity_level")).isEqualTo("4096");
    assertThat(text(lowered, "restricted")).isEqualTo("true");
  }

  @Test
  void impersonating_tells_the_level_asked_for_and_the_one_that_resulted() throws Exception {
    String session = session();
    begin();
    List<String> said =
        root("create t " + spec(session), "dup i t c IMPERSONATION DELEGATION", "impersonate i", "check SeTcbPrivilege",
            "revert");
    assertThat(said.get(2)).isEqualTo("Delegation");
    JsonObject event = only("impersonate");
    assertThat(text(event, "requested_level")).isEqualTo("delegation");
    assertThat(text(event, "resulting_level")).isEqualTo("delegation");
    assertThat(text(event, "of")).isEqualTo("handle");
    assertThat(text(event, "needed_impersonate_privilege")).isEqualTo("true");
    JsonObject refused = only("refused");
    assertThat(text(refused, "caller", "impersonating")).isEqualTo("true");
    assertThat(text(refused, "caller", "user_sid")).isEqualTo(ALICE);
    assertThat(text(refused, "caller", "uid")).isEqualTo("0");
    assertThat(text(only("revert"), "token_id")).isEqualTo(text(event, "token_id"));
  }

  @Test
  void pins_tell_their_name_and_owner() throws Exception {
    begin();
    root("self t f01ff", "keep t audited", "unpin audited");
    for (String name : List.of("token-pin", "token-unpin")) {
      assertThat(text(only(name), "name")).isEqualTo("audited");
      assertThat(text(only(name), "owner_uid")).isEqualTo("0");
    }
  }

  @Test
  void a_policy_and_an_entry_of_a_sacl_are_obeyed() throws Exception {
    String session = session();
    begin();
    root("create t " + audited(session, 0xF), "install t", "self s 8", "check SeDebugPrivilege");
    JsonObject access = only("access-audit");
    assertThat(text(access, "trigger", "kind")).isEqualTo("policy");
    assertThat(access.getAsJsonObject("trigger").get("ace").isJsonNull()).isTrue();
    assertThat(text(access, "object_context", "kind")).isEqualTo("token");
    assertThat(text(access, "requested_access")).isEqualTo("0x8");
    assertThat(text(access, "subject", "user_sid")).isEqualTo(ALICE);
    JsonObject privilege = only("privilege-use");
    assertThat(text(privilege, "privilege")).isEqualTo("SeDebugPrivilege");
    assertThat(text(privilege, "success")).isEqualTo("false");
    begin();
    String watched =
        HexFormat.of()
            .formatHex(
                SecurityDescriptor.builder()
                    .owner(WellKnown.SYSTEM)
                    .group(WellKnown.SYSTEM)
                    .sacl(
                        Acl.of(
                            new BasicAce(
                                AceType.SYSTEM_AUDIT, AceFlags.SUCCESSFUL_ACCESS, 0x8, WellKnown.EVERYONE)))
                    .dacl(Acl.of(Ace.allow(0x8, WellKnown.EVERYONE)))
                    .build()
                    .toByteArray());
    List<String> said =
        root("create t " + spec(session()), "set-sd t 8 " + watched, "set-sd t 4 " + watched, "keep t watched",
            "pin p watched 8", "pin p watched 8", "unpin watched");
    assertThat(said.subList(1, 6)).containsExactly("done", "done", "done", "8", "8");
    List<JsonObject> audits = events("access-audit");
    assertThat(audits).isNotEmpty();
    assertThat(text(audits.getLast(), "trigger", "kind")).isEqualTo("sacl");
    assertThat(text(audits.getLast(), "trigger", "ace")).startsWith("0240");
    assertThat(text(audits.getLast(), "success")).isEqualTo("true");
    // Whoever did it does not learn that somebody watches.
    act(User.DAEMON, "pin p 0/watched 8");
  }

  @Test
  void a_client_that_talks_nonsense_is_cut_off_and_told_of() throws Exception {
    begin();
    try (RawClient client = RawClient.connect(machine)) {
      client.send(new byte[24]);
      assertThat(client.isClosedByAuthority()).isTrue();
    }
    JsonObject event = only("connection-closed");
    assertThat(text(event, "reason")).isEqualTo("frame header: not a tokend message");
    assertThat(text(event, "caller", "uid")).isEqualTo("0");
  }

  @Test
  void a_flood_of_one_kind_is_cut_and_leaves_room_for_others() throws Exception {
    begin();
    List<String> steps = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      steps.add("pid t 1 8");
    }
    act(User.BIN, steps.toArray(String[]::new));
    act(User.DAEMON, "session " + OperationsTest.sessionSpec(ALICE));
    List<JsonObject> refused = events("refused");
    assertThat(refused).filteredOn(event -> text(event, "caller", "uid").equals("2")).isNotEmpty()
        .hasSizeLessThanOrEqualTo(200);
    assertThat(refused).filteredOn(event -> text(event, "operation").equals("create_logon_session")).hasSize(1);
  }

  @Test
  void the_file_has_the_lines_as_they_are_told_and_is_its_owners_alone() throws Exception {
    begin();
    root("self t f01ff", "keep t filed", "unpin filed");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    List<String> told;
    try (TokenClient client = Sandbox.connect(machine)) {
      told = client.events().after(seen, 0).lines();
    }
    assertThat(told).hasSizeGreaterThanOrEqualTo(2);
    while (!Files.readAllLines(file).containsAll(told)) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    assertThat(Files.readAllLines(file).getFirst()).contains("\"event\":\"authority-start\"");
  }

  private static Process following() throws Exception {
    return new ProcessBuilder(sandbox.token(machine, "authority", "events", "--follow"))
        .redirectError(Files.createTempFile(sandbox.folder(), "err", "").toFile())
        .start();
  }

  private static void awaitLine(BufferedReader lines, String part) throws Exception {
    String line = lines.readLine();
    while (line != null && !line.contains(part)) {
      line = lines.readLine();
    }
    assertThat(line).contains(part);
  }

  @Test
  void following_shows_what_comes_and_ends_with_its_reader_or_an_interrupt() throws Exception {
    Process first = following();
    Process second = following();
    try (BufferedReader lines = first.inputReader();
        BufferedReader others = second.inputReader()) {
      awaitLine(lines, "the authority started");
      awaitLine(others, "the authority started");
      root("self t f01ff", "keep t followed", "unpin followed");
      awaitLine(lines, "pinned token");
      awaitLine(lines, "unpinned followed");
      awaitLine(others, "unpinned followed");
    }
    assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isZero();
    assertThat(second.waitFor(20, TimeUnit.SECONDS)).isTrue();
    Process third = following();
    try (BufferedReader lines = third.inputReader()) {
      awaitLine(lines, "the authority started");
      new ProcessBuilder("kill", "-INT", Long.toString(third.pid())).start().waitFor();
      assertThat(third.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(third.exitValue()).isEqualTo(130);
    }
  }

  @Test
  void only_so_many_of_one_uid_may_wait_and_the_others_are_answered_meanwhile() throws Exception {
    // One where nothing happens: any event would answer those who wait.
    Path quiet = sandbox.startOwn();
    try (RawClient first = RawClient.connect(quiet)) {
      first.ask(RawClient.request(Operation.EVENTS, 0, new EventsRequest(-1, 20).encode()));
    }
    List<RawClient> waiting = new ArrayList<>();
    try {
      byte[] frame = RawClient.request(Operation.EVENTS, 0, new EventsRequest(-1, 30_000).encode());
      for (int i = 0; i < 9; i++) {
        RawClient client = RawClient.connect(quiet);
        waiting.add(client);
        client.send(frame);
      }
      int refused = 0;
      for (RawClient client : waiting) {
        try {
          // The refusal itself is an event, and wakes those who wait.
          assertThat(EventsReply.decode(client.answer()).lines()).hasSize(1);
        } catch (RawClient.Refused e) {
          assertThat(e.failure().errno()).isEqualTo(Errno.EMFILE);
          refused++;
        }
      }
      assertThat(refused).as("the one that came last, whichever that is").isEqualTo(1);
      try (RawClient again = RawClient.connect(quiet)) {
        byte[] brief = RawClient.request(Operation.EVENTS, 0, new EventsRequest(-1, 50).encode());
        assertThat(EventsReply.decode(again.ask(brief)).lines()).isEmpty();
      }
    } finally {
      waiting.forEach(RawClient::close);
    }
  }

  @Test
  void who_goes_away_while_waiting_makes_room() throws Exception {
    byte[] frame = RawClient.request(Operation.EVENTS, 0, new EventsRequest(-1, 30_000).encode());
    for (int i = 0; i < 40; i++) {
      try (RawClient client = RawClient.connect(machine)) {
        client.send(frame);
      }
    }
    try (TokenClient client = Sandbox.connect(machine)) {
      while (client.status().connections() > 1) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(client.events().after(-1, 20).lines()).isEmpty();
    }
  }

  @Test
  void others_see_what_they_did_themselves_and_lowered_processes_what_that_process_did() throws Exception {
    begin();
    act(User.DAEMON, "pid t 1 8");
    act(User.BIN, "pid t 1 8");
    Outcome daemon =
        sandbox.run(User.DAEMON.running(sandbox.token(machine, "authority", "events", "--json")));
    assertThat(daemon.status()).as(daemon.err()).isZero();
    assertThat(daemon.out()).contains("\"uid\":1,").doesNotContain("\"uid\":2,").doesNotContain("\"uid\":0,");
    Outcome bin = sandbox.run(User.BIN.running(sandbox.token(machine, "authority", "events", "--json")));
    assertThat(bin.out()).contains("\"uid\":2,").doesNotContain("\"uid\":1,");
    Outcome root = sandbox.run(sandbox.token(machine, "authority", "events", "--json"));
    assertThat(root.out()).contains("\"uid\":1,").contains("\"uid\":2,").contains("authority-start");
    List<String> lowered = act(User.DAEMON, "run 0,S-1-22-1-1 4096", "pid t 1 8", "events");
    assertThat(lowered.getLast()).contains("token-run").contains("refused").doesNotContain("uid\":2,");
    assertThat(lowered.getLast().split("\"event\":\"refused\"", -1)).hasSize(2);
    assertThat(root("self t f01ff", "run 0,S-1-5-18 8192", "events").getLast()).doesNotContain("authority-start");
    String session = session();
    String asAlice =
        root("create t " + spec(session), "dup i t c IMPERSONATION IMPERSONATION", "impersonate i", "events").getLast();
    assertThat(asAlice).contains("token-create").doesNotContain("authority-start").doesNotContain("\"uid\":1,");
  }
}
