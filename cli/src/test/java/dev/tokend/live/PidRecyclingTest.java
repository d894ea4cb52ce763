package dev.tokend.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tokend.kacs.catalog.Errno;
import dev.tokend.kacs.catalog.QueryClass;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.surface.protocol.Failure;
import dev.tokend.surface.protocol.FrameHeader;
import dev.tokend.surface.protocol.Inspection;
import dev.tokend.surface.protocol.Operation;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A number that comes again is not the process that had it. Forced where a pid namespace has few numbers (its own pid_max,
 * Linux 6.14), with an authority in it.
 */
class PidRecyclingTest {
  private static final int LOW = 4096;
  private static final int MEDIUM = 8192;

  /** More than a hundred threads of the authority and its shells leave room for. */
  private static final int MOST_NUMBERS = 600;

  private Sandbox sandbox;
  private Path script;

  @BeforeEach
  void start() throws IOException {
    RunsAsRoot.required();
    Perl.required();
    String[] version = System.getProperty("os.version").split("[.-]", -1);
    int major = Integer.parseInt(version[0]);
    assumeTrue(
        major > 6 || (major == 6 && Integer.parseInt(version[1]) >= 14),
        "needs Linux 6.14: before it, pid_max is one for the whole machine");
    sandbox = Sandbox.create();
    script = sandbox.folder().resolve("recycle.pl");
    try (InputStream in = PidRecyclingTest.class.getResourceAsStream("/live/recycle.pl")) {
      Files.write(script, in.readAllBytes());
    }
  }

  @AfterEach
  void stop() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  private static byte[] payload(String frame) {
    byte[] bytes = HexFormat.of().parseHex(frame);
    return Arrays.copyOfRange(bytes, FrameHeader.SIZE, bytes.length);
  }

  private static FrameHeader.Kind kind(String frame) throws Exception {
    return FrameHeader.decode(HexFormat.of().parseHex(frame)).kind();
  }

  @Test
  void what_one_process_asked_is_not_answered_for_another_that_has_its_number() throws Exception {
    Path socket = sandbox.folder().resolve("namespace/tokend.sock");
    String lower =
        HexFormat.of().formatHex(
            RawClient.request(
                Operation.RUN, 0,
                new RunRequest(LOW, RestrictRequest.of(0, List.of(), List.of(), false)).encode()));
    String question = HexFormat.of().formatHex(RawClient.inspect(new Target.Self(), QueryClass.INTEGRITY_LEVEL));
    String authority =
        String.join(
            " ", sandbox.java("dev.tokend.authority.Tokend", "--machine", "--socket", socket.toString(), "--audit", "off"));
    String inside =
        "echo " + MOST_NUMBERS + " >/proc/sys/kernel/pid_max || exit 9; mkdir -p $(dirname " + socket + "); mkfifo "
            + sandbox.folder() + "/ready; " + authority + " >" + sandbox.folder() + "/ready & authority=$!; read line <"
            + sandbox.folder() + "/ready; perl " + script + " " + socket + " $authority " + User.ALICE.uid() + " "
            + lower + " " + question + "; status=$?; kill $authority; exit $status";
    Outcome outcome =
        sandbox.run(List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child", "sh", "-c", inside));
    assertThat(outcome.status()).as(outcome.out() + outcome.err()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).as(outcome.err()).hasSize(3);

    assertThat(kind(lines.get(0))).as("it was lowered").isEqualTo(FrameHeader.Kind.REPLY);
    String ofTheFirst = lines.stream().filter(line -> line.startsWith("told ")).findFirst().orElseThrow().substring(5);
    String ofTheOther =
        lines.stream().skip(1).filter(line -> !line.startsWith("told ")).findFirst().orElseThrow();
    assertThat(kind(ofTheFirst)).isEqualTo(FrameHeader.Kind.FAILURE);
    assertThat(Failure.decode(payload(ofTheFirst)).errno()).isEqualTo(Errno.ESRCH);
    byte[] level = Inspection.decode(payload(ofTheOther)).payload(QueryClass.INTEGRITY_LEVEL);
    assertThat(Sid.readExact(level).rid()).as("nor has the other what was done to the first").isEqualTo(MEDIUM);
  }
}
