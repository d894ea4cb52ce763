package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tokens that are the same in every run, for alice of a domain: made from specs by root, in a session of her own. */
final class Minted {
  static final String ALICE = "S-1-5-21-10-20-30-1001";

  private final Sandbox sandbox;
  private final Path socket;
  private final long session;

  private Minted(Sandbox sandbox, Path socket, long session) {
    this.sandbox = sandbox;
    this.socket = socket;
    this.session = session;
  }

  static Minted in(Sandbox sandbox, Path socket) throws Exception {
    Outcome outcome =
        sandbox.run(
            sandbox.java("dev.tokend.live.Act", socket.toString(), "session " + OperationsTest.sessionSpec(ALICE)));
    return new Minted(sandbox, socket, Long.parseLong(outcome.out().strip()));
  }

  long session() {
    return session;
  }

  /** A spec with every kind of group, three privileges, one of them off. */
  Path spec(String name, String... more) throws IOException {
    Path file = sandbox.folder().resolve(name + ".json");
    Files.writeString(
        file,
        """
        {
          "user_sid": "%s",
          "integrity_rid": "medium",
          "mandatory_policy": ["no-write-up"],
          "logon_session_id": %d,
          "interactivity_scope": 1,
          "source_name": "test",
          "source_id": 7,
          "groups": [
            {"sid": "S-1-1-0", "attributes": ["mandatory", "enabled-by-default", "enabled"]},
            {"sid": "S-1-5-21-10-20-30-2001", "attributes": ["enabled-by-default", "enabled", "owner"]},
            {"sid": "S-1-5-32-545", "attributes": ["enabled-by-default", "enabled"]},
            {"sid": "S-1-5-32-544", "attributes": ["deny-only"]},
            {"sid": "S-1-22-2-1", "attributes": ["enabled-by-default", "enabled"]},
            {"sid": "S-1-5-32-545", "attributes": []}
          ],
          "privs_present": ["SeShutdown", "SeChangeNotify", "SeImpersonate"],
          "privs_enabled": ["SeChangeNotify", "SeImpersonate"],
          "default_dacl": "D:(A;;GA;;;SY)",
          "projected_uid": 1,
          "projected_gid": 1%s
        }
        """.formatted(ALICE, session, more.length == 0 ? "" : ",\n  " + String.join(",\n  ", more)));
    return file;
  }

  /** Makes a token of a spec and keeps it under a name, as root. */
  void pin(String name, String... more) throws IOException {
    InProcess made = InProcess.run(socket, "create", spec(name, more).toString(), "--pin-as", name);
    assertThat(made.status()).as(made.err()).isZero();
  }
}
