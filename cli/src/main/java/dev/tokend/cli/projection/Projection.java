package dev.tokend.cli.projection;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.credentials.CredentialChange;
import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.credentials.ProcessIsolation;
import dev.tokend.linux.credentials.SecureBits;
import dev.tokend.linux.process.Command;
import dev.tokend.linux.process.Exec;
import dev.tokend.linux.process.ExecThread;
import java.util.List;

/** Carries a plan out. */
public final class Projection {
  private Projection() {}

  /**
   * Becomes a program under projected credentials: {@link Exec#replace(Command)} after {@link #apply}.
   *
   * <p>This runs on a thread of its own. If the program cannot be executed, the caller still has all of its
   * credentials to say so with: to load a class from a folder that the projected user may not enter, for one.
   *
   * @param plan made for the calling thread's credentials
   * @param command what to become; looked up in PATH as the projected user
   * @return only if it fails: what kept the program from being executed. ENOENT if there is no such program, EACCES if
   *     the projected user may not execute it
   * @throws ProjectionException if the projection failed; nothing was executed
   */
  public static ErrnoException replace(ProjectionPlan.Possible plan, Command command) throws ProjectionException {
    return ExecThread.replace(command, () -> apply(plan), ProjectionException.class);
  }

  /**
   * Changes the calling thread's credentials, and no other's. The thread is to become a program at once, or to end.
   *
   * @throws ProjectionException if a step fails, or its outcome is not as planned: the credentials are then anything
   *     between, and the thread must end
   * @throws IllegalStateException on a virtual thread, whose carrier may differ from call to call
   */
  public static void apply(ProjectionPlan.Possible plan) throws ProjectionException {
    if (Thread.currentThread().isVirtual()) {
      throw new IllegalStateException("credentials belong to a platform thread");
    }
    loadEveryKindOfStep();
    try {
      for (ProjectionStep step : plan.steps()) {
        apply(step);
      }
      LinuxCredentials outcome = LinuxCredentials.ofCallingThread();
      if (!withoutKeepCapabilities(outcome).equals(withoutKeepCapabilities(plan.outcome()))) {
        throw new ProjectionException("the outcome is not as planned: " + outcome + " instead of " + plan.outcome());
      }
    } catch (ErrnoException e) {
      throw new ProjectionException(String.valueOf(e.getMessage()));
    }
  }

  /** Which kind one is, is asked when the thread is somebody already who may not be able to read classes. */
  private static void loadEveryKindOfStep() {
    var _ =
        List.of(
            ProjectionStep.RaiseEffective.class,
            ProjectionStep.SetGroups.class,
            ProjectionStep.LimitBounding.class,
            ProjectionStep.SetSecureBits.class,
            ProjectionStep.KeepCapabilities.class,
            ProjectionStep.SetGroupIds.class,
            ProjectionStep.SetUserIds.class,
            ProjectionStep.LeaveSessionKeyring.class,
            ProjectionStep.SetCapabilities.class,
            ProjectionStep.RaiseAmbient.class,
            ProjectionStep.NoNewPrivileges.class,
            ProjectionStep.Isolate.class);
  }

  /** execve(2) clears that flag. */
  private static LinuxCredentials withoutKeepCapabilities(LinuxCredentials credentials) {
    return new LinuxCredentials(
        credentials.uids(),
        credentials.gids(),
        credentials.groups(),
        credentials.capabilities(),
        credentials.secureBits() & ~SecureBits.KEEP_CAPABILITIES,
        credentials.noNewPrivileges(),
        credentials.initialUserNamespace());
  }

  private static void apply(ProjectionStep step) throws ErrnoException {
    switch (step) {
      case ProjectionStep.RaiseEffective(long effective) -> raiseEffective(effective);
      case ProjectionStep.SetGroups(var gids) -> CredentialChange.setGroups(gids);
      case ProjectionStep.LimitBounding(long dropped) -> {
        for (int capability = 0; capability < Long.SIZE; capability++) {
          if ((dropped >>> capability & 1) != 0) {
            CredentialChange.dropFromBoundingSet(capability);
          }
        }
      }
      case ProjectionStep.SetSecureBits(int bits) -> CredentialChange.setSecureBits(bits);
      case ProjectionStep.KeepCapabilities() -> CredentialChange.keepCapabilities();
      case ProjectionStep.SetGroupIds(int gid) -> CredentialChange.setGroupIds(gid);
      case ProjectionStep.SetUserIds(int uid) -> CredentialChange.setUserIds(uid);
      case ProjectionStep.LeaveSessionKeyring() -> leaveSessionKeyring();
      case ProjectionStep.SetCapabilities(long held, long inheritable) ->
          CredentialChange.setCapabilities(held, held, inheritable);
      case ProjectionStep.RaiseAmbient(long raised) -> {
        for (int capability = 0; capability < Long.SIZE; capability++) {
          if ((raised >>> capability & 1) != 0) {
            CredentialChange.raiseAmbient(capability);
          }
        }
      }
      case ProjectionStep.NoNewPrivileges() -> CredentialChange.setNoNewPrivileges();
      case ProjectionStep.Isolate() -> {
        if (ProcessIsolation.isAvailable()) {
          ProcessIsolation.enter();
        }
      }
    }
  }

  private static void raiseEffective(long effective) throws ErrnoException {
    LinuxCredentials now = LinuxCredentials.ofCallingThread();
    CredentialChange.setCapabilities(effective, now.capabilities().permitted(), now.capabilities().inheritable());
  }

  private static void leaveSessionKeyring() throws ErrnoException {
    try {
      CredentialChange.leaveSessionKeyring();
    } catch (ErrnoException e) {
      // A kernel without keyrings, or a filter that lets neither this process nor the program at them.
      if (e.errno() != LinuxErrno.ENOSYS && e.errno() != LinuxErrno.EPERM) {
        throw e;
      }
    }
  }
}
