package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.cli.InProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What makes, takes on and leaves tokens, without a command to run, and every error: as recorded. */
class BecomeGoldenTest {
  private static Sandbox sandbox;
  private static Path machine;
  private static Minted minted;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.create();
    RunsAsRoot.required();
    machine = sandbox.startMachine();
    minted = Minted.in(sandbox, machine);
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  private static Transcript transcript() {
    return new Transcript(machine)
        .calling("SESSION", Long.toString(minted.session()))
        .calling("FOLDER", sandbox.folder().toString());
  }

  @Test
  void impersonating() throws Exception {
    minted.pin("client");
    minted.pin("mask", "\"token_type\": \"impersonation\"", "\"impersonation_level\": \"identification\"");
    minted.pin("higher", "\"token_type\": \"impersonation\"", "\"impersonation_level\": \"delegation\"");
    Transcript transcript = transcript();
    for (String line : List.of(
        "impersonate --pin client", "impersonate --pin client --level delegation",
        "impersonate --pin client --level identification", "impersonate --pin client --level anonymous",
        "impersonate --pin mask", "impersonate --pin mask --level anonymous",
        "impersonate --pin mask --level delegation",
        "impersonate --pin higher", "impersonate --pin nobody", "impersonate --fd 77", "impersonate --peer 77",
        "impersonate --pin client --level medium", "impersonate --pid 2147483647", "impersonate client",
        "impersonate --pin client --self", "revert", "revert more", "revert --pin client", "run", "run make",
        "run --drop-privs all --integrity highest -- make", "run --pid 1 -- make", "run --write-restricted -- make",
        "run --deny 99 -- make", "run --restrict nobody-at-all -- make")) {
      transcript.change(line);
      assertThat(InProcess.run(machine, "revert").status()).isZero();
      transcript.inJson(line);
      assertThat(InProcess.run(machine, "revert").status()).isZero();
    }
    transcript.matches("impersonate");
  }

  @Test
  void creating() throws Exception {
    Path whole = minted.spec("whole");
    Path broken = Files.writeString(sandbox.folder().resolve("broken.json"), "{\n  \"user_sid\": \"S-1-x\"\n}\n");
    Path binary = Files.write(sandbox.folder().resolve("binary.spec"), new byte[] {2, 0, 0, 0, 1});
    Path nowhere = minted.spec("nowhere");
    Files.writeString(
        nowhere, Files.readString(nowhere).replace(": " + minted.session() + ",", ": 424242,"));
    Transcript transcript = transcript();
    for (String line : List.of(
        "create", "create " + whole, "create " + whole + " --raw", "create " + whole + " --label", "create " + broken,
        "create " + binary, "create " + nowhere, "create " + sandbox.folder() + "/none.json", "create -",
        "create " + whole + " more", "create " + whole + " --pid 1", "install", "install " + broken,
        "install " + whole + " --pin x", "install --pin nobody", "install --fd 77", "install --pid 1")) {
      transcript.look(line);
    }
    transcript.change("create " + whole + " --pin-as made");
    transcript.inJson("create " + whole + " --pin-as made");
    transcript.inJson("create " + whole + " --pin-as made-too");
    transcript.matches("create");
  }
}
