package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.tokend.kacs.catalog.Errno;
import dev.tokend.linux.process.PidFd;
import dev.tokend.surface.client.RefusedException;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.client.TokenWatch;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.Target;
import dev.tokend.surface.protocol.TokenChange;
import dev.tokend.surface.protocol.WatchReply;
import dev.tokend.surface.protocol.WatchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code watch} of the tokens of real processes that do what changes them. */
class WatchTest {
  private static final String ALICE = "S-1-5-21-10-20-30-1001";
  private static final String MAXIMUM = "2000000";
  private static final int SIGINT = 2;

  /** Where a spec in hex has its type and level (formats §9.1), and an impersonation token at level Impersonation. */
  private static final int TYPE = 8;

  private static final String IMPERSONATION = "0202";

  private static Sandbox sandbox;
  private static Path machine;

  @BeforeAll
  static void start() throws IOException {
    RunsAsRoot.required();
    sandbox = Sandbox.create();
    machine = sandbox.startMachine();
  }

  @AfterAll
  static void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static List<String> actor() {
    return sandbox.java("dev.tokend.live.Act", machine.toString(), Act.FROM_INPUT);
  }

  private static Watched watch(Watched target, String... more) throws Exception {
    return Watched.start(watching(target, more));
  }

  private static List<String> watching(Watched target, String... more) {
    List<String> arguments = new ArrayList<>(List.of("watch", "--json", "--pid", Long.toString(target.pid())));
    arguments.addAll(List.of(more));
    return sandbox.token(machine, arguments.toArray(String[]::new));
  }

  private static void awaitBegun(Watched watch) throws Exception {
    assertThat(watch.change().get("kind").getAsString()).isEqualTo("begun");
  }

  private static String by(JsonObject change) {
    return change.getAsJsonObject("by").get("kind").getAsString();
  }

  private static void assertChange(JsonObject change, String kind, String operation, String... paths) {
    assertThat(change.get("kind").getAsString()).as(change.toString()).isEqualTo(kind);
    assertThat(change.get("operation").getAsString()).isEqualTo(operation);
    assertThat(Watched.paths(change)).as(change.toString()).containsExactly(paths);
  }

  @Test
  void adjustments_are_told_with_before_and_after_and_by_whom_until_the_process_ends() throws Exception {
    try (Watched subject = Watched.start(actor()); Watched other = Watched.start(actor())) {
      subject.step("self t " + MAXIMUM);
      try (Watched watch = watch(subject)) {
        awaitBegun(watch);
        subject.step("privs t 20 0");
        JsonObject first = watch.change();
        assertChange(first, "adjusted", "adjust_privs", "privileges[SeDebugPrivilege]");
        assertThat(first.getAsJsonArray("differences").toString())
            .contains("\"before\":{\"enabled\":true,\"enabled_by_default\":true}")
            .contains("\"after\":{\"enabled\":false,\"enabled_by_default\":true}");
        JsonObject by = first.getAsJsonObject("by");
        assertThat(by.get("pid").getAsLong()).isEqualTo(subject.pid());
        assertThat(by.getAsJsonObject("user").get("sid").getAsString()).isEqualTo("S-1-5-18");
        assertThat(by.get("program").getAsString()).endsWith("java");
        other.step("pid t " + subject.pid() + " " + MAXIMUM);
        other.step("scope t 7");
        JsonObject second = watch.change();
        assertChange(second, "adjusted", "adjust_interactivity_scope", "interactivity_scope");
        assertThat(second.getAsJsonObject("by").get("pid").getAsLong()).isEqualTo(other.pid());
        subject.step("privs t 20 4");
        assertChange(watch.change(), "adjusted", "adjust_privs", "privileges[SeDebugPrivilege]");
        subject.endInput();
        assertThat(watch.change().get("kind").getAsString()).isEqualTo("process-ended");
        assertThat(watch.status()).isZero();
        assertThat(watch.rest()).isEmpty();
      }
    }
  }

  @Test
  void another_primary_token_is_told_with_all_that_is_different() throws Exception {
    try (Watched subject = Watched.start(actor()); Watched watch = watch(subject)) {
      awaitBegun(watch);
      assertThat(subject.step("run 100000 12288")).isEqualTo("done");
      JsonObject lowered = watch.change();
      assertChange(lowered, "replaced", "run", "integrity", "privileges[SeDebugPrivilege]");
    }
  }

  @Test
  void an_installed_token_its_pair_and_the_end_of_its_session_are_told() throws Exception {
    try (Watched subject = Watched.start(actor());
        Watched other = Watched.start(actor());
        Watched watch = watch(subject)) {
      awaitBegun(watch);
      String session = other.step("session " + OperationsTest.sessionSpec(ALICE));
      String spec = OperationsTest.tokenSpec(ALICE, Long.parseLong(session));
      subject.step("create t " + spec);
      subject.step("install t");
      JsonObject installed = watch.change();
      assertThat(installed.get("kind").getAsString()).isEqualTo("replaced");
      assertThat(installed.get("operation").getAsString()).isEqualTo("install");
      assertThat(installed.getAsJsonObject("user").get("sid").getAsString()).isEqualTo(ALICE);
      assertThat(Watched.paths(installed)).contains("user", "integrity", "session.id");
      other.step("pid full " + subject.pid() + " " + MAXIMUM);
      other.step("create limited " + spec);
      assertThat(other.step("link full limited " + session)).isEqualTo("done");
      assertChange(watch.change(), "linked", "link_tokens", "elevation");
      assertThat(other.step("invalidate " + session)).isEqualTo("done");
      assertChange(watch.change(), "session-invalidated", "invalidate-session", "session.dead");
    }
  }

  @Test
  void whom_a_thread_acts_as_is_told_and_of_a_token_that_may_not_be_looked_at_nothing_but_that() throws Exception {
    Path spec = Files.createTempFile(sandbox.folder(), "alice", ".spec");
    try (Watched other = Watched.start(actor())) {
      String session = other.step("session " + OperationsTest.sessionSpec(ALICE));
      String primary = OperationsTest.tokenSpec(ALICE, Long.parseLong(session));
      String client = primary.substring(0, TYPE) + IMPERSONATION + primary.substring(TYPE + IMPERSONATION.length());
      Files.write(spec, HexFormat.of().parseHex(client));
      List<String> arguments = new ArrayList<>(List.of("create", spec.toString(), "--"));
      arguments.addAll(User.DAEMON.running(actor()));
      try (Watched server = Watched.start(sandbox.token(machine, arguments.toArray(String[]::new)))) {
        assertThat(server.step("inherited t")).isEqualTo("f01ff");
        String pid = Long.toString(server.pid());
        try (Watched root = watch(server, "--tid", pid);
            Watched daemon = Watched.start(User.DAEMON.running(watching(server, "--tid", pid)))) {
          awaitBegun(root);
          awaitBegun(daemon);
          assertThat(server.step("impersonate t")).doesNotStartWith("E");
          JsonObject seen = root.change();
          assertThat(seen.get("kind").getAsString()).as(seen.toString()).isEqualTo("impersonated");
          assertThat(seen.getAsJsonObject("user").get("sid").getAsString()).isEqualTo(ALICE);
          JsonObject unseen = daemon.change();
          assertThat(unseen.get("kind").getAsString()).isEqualTo("impersonated");
          assertThat(unseen.get("user").isJsonNull()).as(unseen.toString()).isTrue();
          assertThat(unseen.get("differences").isJsonNull()).isTrue();
          assertThat(unseen.toString()).doesNotContain(ALICE);
          server.step("revert");
          assertThat(root.change().get("kind").getAsString()).isEqualTo("reverted");
          JsonObject again = daemon.change();
          assertThat(again.get("kind").getAsString()).isEqualTo("reverted");
          assertThat(again.getAsJsonObject("user").get("sid").getAsString()).isEqualTo("S-1-22-1-1");
          assertThat(Watched.paths(again)).isEmpty();
        }
      }
    }
  }

  @Test
  void who_may_not_see_in_the_trail_what_somebody_does_is_not_told_who_did_it() throws Exception {
    try (Watched subject = Watched.start(User.DAEMON.running(actor())); Watched root = Watched.start(actor())) {
      subject.step("self t 8");
      try (Watched watch = Watched.start(User.DAEMON.running(watching(subject)))) {
        awaitBegun(watch);
        root.step("pid t " + subject.pid() + " " + MAXIMUM);
        root.step("scope t 9");
        JsonObject change = watch.change();
        assertChange(change, "adjusted", "adjust_interactivity_scope", "interactivity_scope");
        assertThat(by(change)).isEqualTo("untold");
        assertThat(change.toString()).doesNotContain("S-1-5-18");
      }
    }
  }

  @Test
  void who_may_not_query_may_not_watch() throws Exception {
    try (Watched subject = Watched.start(User.BIN.running(actor()))) {
      subject.step("self t 8");
      Outcome refused = sandbox.run(
          User.DAEMON.running(sandbox.token(machine, "watch", "--pid", Long.toString(subject.pid()))));
      assertThat(refused.status()).isEqualTo(3);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .startsWith("token: cannot watch the token of process " + subject.pid())
          .contains("needs PROCESS_QUERY_INFORMATION");
    }
    assertThat(sandbox.run(sandbox.token(machine, "watch", "--pid", "2147483647")).status()).isEqualTo(2);
    assertThat(sandbox.run(sandbox.token(machine, "watch", "--fd", "77")).status()).isEqualTo(2);
    assertThat(sandbox.run(sandbox.token(machine, "watch", "--pin", "nothing")).status()).isEqualTo(2);
  }

  @Test
  void what_linux_changes_is_told_soon() throws Exception {
    String program = "read go; exec " + String.join(" ", User.DAEMON.running(List.of("cat")));
    try (Watched subject = Watched.start(List.of("sh", "-c", program)); Watched watch = watch(subject)) {
      awaitBegun(watch);
      subject.send("go");
      JsonObject change = watch.change();
      assertThat(change.get("kind").getAsString()).as(change.toString()).isEqualTo("derived-again");
      assertThat(change.getAsJsonObject("user").get("sid").getAsString()).isEqualTo(User.DAEMON.sid());
      assertThat(by(change)).isEqualTo("nobody");
      assertThat(Watched.paths(change)).contains("user", "projected_uid");
      subject.endInput();
      assertThat(watch.change().get("kind").getAsString()).isEqualTo("process-ended");
    }
  }

  @Test
  void a_pinned_token_is_watched_whoever_has_it() throws Exception {
    try (Watched owner = Watched.start(actor())) {
      owner.step("self t " + MAXIMUM);
      owner.step("dup p t f01ff PRIMARY ANONYMOUS");
      assertThat(owner.step("keep p watched")).isEqualTo("done");
      try (Watched watch = Watched.start(sandbox.token(machine, "watch", "--json", "--pin", "watched"))) {
        awaitBegun(watch);
        owner.step("scope p 5");
        assertChange(watch.change(), "adjusted", "adjust_interactivity_scope", "interactivity_scope");
      }
      owner.step("unpin watched");
    }
  }

  @Test
  void an_interrupt_ends_it_with_130() throws Exception {
    try (Watched subject = Watched.start(actor()); Watched watch = watch(subject)) {
      awaitBegun(watch);
      try (PidFd process = PidFd.open((int) watch.pid())) {
        process.signal(SIGINT);
      }
      assertThat(watch.status()).isEqualTo(130);
    }
  }

  @Test
  void what_a_slow_reader_misses_is_counted_and_is_in_what_comes_next() throws Exception {
    try (Watched subject = Watched.start(actor()); Watched watch = watch(subject)) {
      subject.step("self t " + MAXIMUM);
      awaitBegun(watch);
      Paused paused = Paused.of(watch.pid());
      int changes = 200;
      subject.step("privs t 20 4");
      for (int i = 1; i < changes; i++) {
        subject.step("scope t " + i);
      }
      paused.close();
      int told = 0;
      long missed = 0;
      boolean removed = false;
      while (told + missed < changes) {
        JsonObject change = watch.change();
        missed += change.get("missed").getAsLong();
        told++;
        removed |= Watched.paths(change).contains("privileges[SeDebugPrivilege]");
      }
      assertThat(missed).isPositive();
      assertThat(told).isLessThanOrEqualTo(70);
      assertThat(removed).isTrue();
      subject.endInput();
      assertThat(watch.change().get("kind").getAsString()).isEqualTo("process-ended");
    }
  }

  @Test
  void text_says_the_same() throws Exception {
    try (Watched subject = Watched.start(actor())) {
      subject.step("self t " + MAXIMUM);
      String pid = Long.toString(subject.pid());
      try (Watched watch = Watched.start(sandbox.token(machine, "watch", "--pid", pid))) {
        assertThat(watch.line()).contains("UTC  watching the token of process " + pid + ": token ");
        subject.step("privs t 20 0");
        assertThat(watch.line()).contains(
            "UTC  adjusted (adjust_privs), by NT AUTHORITY\\SYSTEM (S-1-5-18), java[" + pid + "]");
        assertThat(watch.line()).isEqualTo("  ~ SeDebugPrivilege: enabled -> disabled, enabled by default");
        subject.endInput();
        assertThat(watch.line()).endsWith("  the process has ended");
        assertThat(watch.status()).isZero();
      }
    }
  }

  @Test
  void watches_are_bounded_and_of_the_process_that_began_them() throws Exception {
    Target target = new Target.Self();
    try (TokenClient client = Sandbox.connect(machine); Watched other = Watched.start(actor())) {
      long foreign = Long.parseLong(other.step("watch " + other.pid()));
      List<TokenWatch> watches = new ArrayList<>();
      RefusedException refused = null;
      while (refused == null) {
        try {
          watches.add(client.events().watch(target));
        } catch (RefusedException e) {
          refused = e;
        }
        assertThat(watches.size()).isLessThanOrEqualTo(8);
      }
      assertThat(refused.failure().errno()).isEqualTo(Errno.EMFILE);
      try (RawClient raw = RawClient.connect(machine)) {
        byte[] next = new WatchRequest.Next(foreign, 0).encode();
        assertThatThrownBy(() -> raw.askUntilKnown(RawClient.request(Operation.WATCH, 0, next)))
            .hasMessageContaining("ENOENT");
        byte[] end = new WatchRequest.End(foreign).encode();
        assertThat(WatchReply.decode(raw.ask(RawClient.request(Operation.WATCH, 0, end))).ended()).isTrue();
      }
      assertThat(other.step("watch " + other.pid())).as("the foreign one counts still").startsWith("EMFILE");
      for (TokenWatch watch : watches) {
        watch.close();
      }
      TokenWatch more = client.events().watch(target);
      assertThat(more.begun().changes()).extracting(TokenChange::kind).containsExactly(TokenChange.Kind.BEGUN);
      assertThat(more.next(0).changes()).isEmpty();
      more.close();
      assertThatThrownBy(() -> more.next(0)).isInstanceOf(RefusedException.class);
    }
  }
}
