package dev.tokend.cli;

import dev.tokend.kacs.catalog.Privilege;
import dev.tokend.kacs.sid.Sid;
import dev.tokend.kacs.sid.WellKnown;
import dev.tokend.surface.protocol.ListedProcess;
import dev.tokend.surface.protocol.ProcessesReply;
import java.util.List;

/** Processes of every kind there is. */
final class FakeProcesses {
  static final Sid ALICE = Sid.unixUser(1000);
  static final ListedProcess.Marks DERIVED = new ListedProcess.Marks(false, false, false, false, false);

  private static final Sid CAROL = Sid.of("S-1-5-21-10-20-30-1001");
  private static final long EVERY = 0x3FF_FFFF_FFFFL;
  private static final long NOTIFY = Privilege.SE_CHANGE_NOTIFY.mask();
  private static final ListedProcess.Session SYSTEM = new ListedProcess.Session(999, 5, false);
  private static final ListedProcess.Session LOGIN = new ListedProcess.Session(1003, 2, false);

  private FakeProcesses() {}

  static ListedProcess of(int pid, int parent, String name, Sid user) {
    return new ListedProcess(pid, parent, name, user, 8192, 1, LOGIN, NOTIFY, NOTIFY, 0, DERIVED);
  }

  private static ListedProcess system(int pid, int parent, String name, long enabled, int impersonating) {
    return new ListedProcess(
        pid, parent, name, WellKnown.SYSTEM, 16384, 1, SYSTEM, EVERY, enabled, impersonating, DERIVED);
  }

  private static ListedProcess odd(
      int pid, int parent, String name, Sid user, int integrity, int elevation, long session, boolean dead,
      ListedProcess.Marks marks) {
    return new ListedProcess(
        pid, parent, name, user, integrity, elevation, new ListedProcess.Session(session, 2, dead), NOTIFY, 0, 0, marks);
  }

  /** Those of the golden files. */
  static ProcessesReply ofGoldenFiles() {
    return new ProcessesReply(
        0,
        new ProcessesReply.Unlisted(212, 3, 1),
        List.of(
            system(1, 0, "systemd", EVERY, 0),
            system(71, 2, "kworker/0:1", EVERY, 0),
            system(640, 1, "sshd", EVERY, 0),
            system(702, 1, "fileserver", EVERY & ~Privilege.SE_DEBUG.mask(), 2),
            of(4805, 640, "sshd-session", ALICE),
            of(4806, 4805, "bash", ALICE),
            odd(4821, 4806, "sandbox", ALICE, 4096, 1, 1003, false, new ListedProcess.Marks(true, true, true, true, false)),
            odd(4822, 4821, "worker", ALICE, 4096, 1, 1003, false, new ListedProcess.Marks(true, true, true, true, false)),
            of(4830, 4806, "\u001b[2J) \u202eevil\n", ALICE),
            odd(4900, 702, "editor", CAROL, 12288, 2, 1007, true, new ListedProcess.Marks(true, true, false, false, true)),
            odd(5000, 4805, "", Sid.unixUser(70001), 12345, 9, -1, false, DERIVED)));
  }
}
