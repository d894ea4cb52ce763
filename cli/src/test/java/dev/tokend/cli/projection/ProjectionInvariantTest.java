package dev.tokend.cli.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tokend.kacs.catalog.LinuxCapability;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.credentials.SecureBits;
import dev.tokend.linux.proc.CapabilitySets;
import dev.tokend.linux.process.IdSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every token and every launcher, of many random ones. */
class ProjectionInvariantTest {
  private static final int CASES = 200_000;
  private static final long SEED = Long.getLong("tokend.seed", System.nanoTime());
  private static final int[] IDS = {0, 1001, 1002, 65534, -1};
  private static final int[] SECURE_BITS = {
    0,
    SecureBits.NO_ROOT,
    SecureBits.NO_ROOT | SecureBits.NO_ROOT_LOCKED,
    SecureBits.NO_ROOT_LOCKED,
    SecureBits.NO_SETUID_FIXUP,
    SecureBits.KEEP_CAPABILITIES,
    SecureBits.NO_AMBIENT_RAISE
  };

  private final Random random = new Random(SEED);

  private int id() {
    return IDS[random.nextInt(IDS.length)];
  }

  /** None, all, or any of seven that the rules tell apart. */
  private long sets() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> Launchers.ALL;
      default -> {
        long mask = 0;
        for (int capability : new int[] {0, 6, 7, 8, 10, 19, 21}) {
          mask |= random.nextBoolean() ? 1L << capability : 0;
        }
        yield mask;
      }
    };
  }

  private List<Integer> groups() {
    return random.nextBoolean() ? List.of() : List.of(random.nextInt(3));
  }

  private ProjectedIdentity token() {
    long present = sets();
    Set<Lowering> lowerings = random.nextInt(3) > 0 ? Set.of() : EnumSet.of(Lowering.RESTRICTED);
    List<Integer> denied = random.nextInt(8) > 0 ? List.of() : List.of(id());
    return new ProjectedIdentity(
        random.nextInt(10) > 0, id(), id(), groups(), denied, present & (random.nextBoolean() ? -1 : sets()), present,
        lowerings);
  }

  private LinuxCredentials launcher() {
    int uid = id();
    int other = random.nextInt(4) > 0 ? uid : id();
    long permitted = sets();
    long bounding = random.nextBoolean() ? Launchers.ALL : sets();
    long inheritable = random.nextBoolean() ? 0 : sets() & (permitted | bounding);
    long ambient = random.nextBoolean() ? 0 : permitted & inheritable;
    return new LinuxCredentials(
        new IdSet(uid, other, other, other), Launchers.all(id()), groups(),
        new CapabilitySets(inheritable, permitted, permitted & (random.nextBoolean() ? -1 : sets()), bounding, ambient),
        SECURE_BITS[random.nextInt(SECURE_BITS.length)], random.nextInt(4) == 0, random.nextInt(8) > 0);
  }

  @Test
  void nothing_is_granted_and_no_program_gets_more_than_the_token_stands_for() {
    int possible = 0;
    for (int i = 0; i < CASES; i++) {
      ProjectedIdentity token = token();
      LinuxCredentials now = launcher();
      if (ProjectionPlan.of(token, now) instanceof ProjectionPlan.Possible(var steps, var outcome)) {
        possible++;
        String context = "seed " + SEED + ", case " + i + ": " + token + " upon " + now + " by " + steps;
        nothingIsGranted(now, outcome, context);
        itIsWhatTheTokenSays(token, now, outcome, context);
        noProgramGetsMore(token, outcome, context);
        assertThat(ProjectionPlan.of(token, outcome)).as("again: " + context)
            .isEqualTo(new ProjectionPlan.Possible(isolation(token), outcome));
      }
    }
    assertThat(possible).as("seed " + SEED).isGreaterThan(CASES / 50);
  }

  /** A lowered program that lowers itself again is kept apart from the first. */
  private static List<ProjectionStep> isolation(ProjectedIdentity token) {
    return token.lowerings().isEmpty() ? List.of() : List.of(new ProjectionStep.Isolate());
  }

  private static void nothingIsGranted(LinuxCredentials now, LinuxCredentials outcome, String context) {
    CapabilitySets before = now.capabilities();
    CapabilitySets after = outcome.capabilities();
    assertThat(after.permitted() & ~before.permitted()).as(context).isZero();
    assertThat(after.bounding() & ~before.bounding()).as(context).isZero();
    assertThat(after.ambient() & ~after.permitted()).as(context).isZero();
    assertThat(now.noNewPrivileges() && !outcome.noNewPrivileges()).as(context).isFalse();
    boolean setUid = Planning.has(now, LinuxCapability.CAP_SETUID);
    IdSet uids = now.uids();
    int uid = outcome.uids().effective();
    assertThat(setUid || uid == uids.real() || uid == uids.effective() || uid == uids.saved()).as(context).isTrue();
    assertThat(Planning.has(now, LinuxCapability.CAP_SETGID) || now.groups().equals(outcome.groups())).as(context)
        .isTrue();
  }

  private static void itIsWhatTheTokenSays(
      ProjectedIdentity token, LinuxCredentials now, LinuxCredentials outcome, String context) {
    assertThat(outcome.uids()).as(context).isEqualTo(Launchers.all(token.uid()));
    assertThat(outcome.gids()).as(context).isEqualTo(Launchers.all(token.gid()));
    assertThat(Set.copyOf(outcome.groups())).as(context).isEqualTo(Set.copyOf(token.groups()));
    assertThat(outcome.capabilities().permitted() & ~token.enabledCapabilities()).as(context).isZero();
    assertThat(token.mayAct()).as(context).isTrue();
    assertThat(token.uid() != -1 && token.gid() != -1).as(context).isTrue();
    boolean same = Set.copyOf(now.groups()).equals(Set.copyOf(token.groups()));
    boolean idsStay = now.uids().equals(outcome.uids()) && now.gids().equals(outcome.gids()) && same;
    assertThat(now.initialUserNamespace() || idsStay).as(context).isTrue();
    if (!token.lowerings().isEmpty()) {
      assertThat(outcome.noNewPrivileges()).as(context).isTrue();
    }
  }

  private static void noProgramGetsMore(ProjectedIdentity token, LinuxCredentials outcome, String context) {
    long plain = ExecModel.permittedAfter(outcome, ExecModel.Program.PLAIN);
    assertThat(plain).as("a plain program, " + context).isEqualTo(outcome.capabilities().permitted());
    for (ExecModel.Program program : ExecModel.Program.values()) {
      long gained = ExecModel.permittedAfter(outcome, program);
      assertThat(gained & ~token.presentCapabilities()).as(program + ", " + context).isZero();
      boolean identityStays = ExecModel.effectiveUidAfter(outcome, program) == token.uid();
      assertThat(identityStays || !outcome.noNewPrivileges()).as(program + ", " + context).isTrue();
    }
  }
}
