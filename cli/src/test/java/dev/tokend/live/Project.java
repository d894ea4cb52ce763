package dev.tokend.live;

import dev.tokend.cli.projection.Lowering;
import dev.tokend.cli.projection.ProjectedIdentity;
import dev.tokend.cli.projection.Projection;
import dev.tokend.cli.projection.ProjectionException;
import dev.tokend.cli.projection.ProjectionPlan;
import dev.tokend.cli.projection.ProjectionStep;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.process.Command;
import dev.tokend.surface.client.TokenClient;
import dev.tokend.surface.protocol.RestrictRequest;
import dev.tokend.surface.protocol.RunRequest;
import dev.tokend.surface.protocol.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A launcher that becomes a command under projected credentials.
 *
 * <pre>
 *   given UID GID GROUPS DENIED ENABLED PRESENT LOWERED COMMAND...
 *       a token of these: comma-separated ids or "-", hexadecimal capabilities, "lowered" or "-"
 *   run SOCKET MASK DENIED COMMAND...
 *       its own token, lowered by the authority at SOCKET: hexadecimal privileges, group indices or "-"
 *   broken COMMAND...
 *       a plan whose last step must fail
 *   untrue COMMAND...
 *       a plan that says something else of its outcome than its steps do
 * </pre>
 */
final class Project {
  private Project() {}

  public static void main(String[] args) throws Exception {
    List<String> all = List.of(args);
    LinuxCredentials now = LinuxCredentials.ofCallingThread();
    switch (args[0]) {
      case "given" -> become(ProjectionPlan.of(given(all), now), all.subList(8, all.size()));
      case "run" -> become(ProjectionPlan.of(lowered(all), now), all.subList(4, all.size()));
      case "broken" -> become(
          new ProjectionPlan.Possible(
              List.of(new ProjectionStep.SetUserIds(1), new ProjectionStep.SetUserIds(2)), now),
          all.subList(1, all.size()));
      case "untrue" -> become(
          new ProjectionPlan.Possible(List.of(new ProjectionStep.NoNewPrivileges()), now), all.subList(1, all.size()));
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static ProjectedIdentity given(List<String> all) {
    return new ProjectedIdentity(
        true,
        Integer.parseUnsignedInt(all.get(1)),
        Integer.parseUnsignedInt(all.get(2)),
        numbers(all.get(3)),
        numbers(all.get(4)),
        Long.parseUnsignedLong(all.get(5), 16),
        Long.parseUnsignedLong(all.get(6), 16),
        all.get(7).equals("lowered") ? Set.of(Lowering.RESTRICTED) : Set.of());
  }

  private static ProjectedIdentity lowered(List<String> all) throws Exception {
    try (TokenClient client = Sandbox.connect(Path.of(all.get(1)))) {
      client.runLowered(new RunRequest(
          null,
          RestrictRequest.of(Long.parseUnsignedLong(all.get(2), 16), numbers(all.get(3)), List.of(), false)));
      return ProjectedIdentity.of(client.inspect(new Target.Real(), 0x8, ProjectedIdentity.CLASSES, true));
    }
  }

  private static List<Integer> numbers(String text) {
    List<Integer> numbers = new ArrayList<>();
    if (!text.equals("-")) {
      for (String number : text.split(",", -1)) {
        numbers.add(Integer.parseUnsignedInt(number));
      }
    }
    return numbers;
  }

  private static void become(ProjectionPlan plan, List<String> command) throws Exception {
    switch (plan) {
      case ProjectionPlan.Impossible(var parts) -> {
        parts.forEach(System.out::println);
        System.exit(3);
      }
      case ProjectionPlan.Possible possible -> {
        try {
          System.out.println(Projection.replace(possible, Command.of(command.toArray(String[]::new))).getMessage());
        } catch (ProjectionException e) {
          System.out.println(e.getMessage());
        }
        // The thread that calls still has what it had.
        System.out.println(Arrays.asList(LinuxCredentials.ofCallingThread().uids()));
        System.exit(5);
      }
    }
  }
}
