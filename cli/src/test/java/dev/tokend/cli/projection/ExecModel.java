package dev.tokend.cli.projection;

import dev.tokend.linux.credentials.LinuxCredentials;
import dev.tokend.linux.credentials.SecureBits;
import dev.tokend.linux.proc.CapabilitySets;

/**
 * What capabilities(7) says that execve(2) makes of a thread's permitted set ("Transformation of capabilities during
 * execve()").
 */
final class ExecModel {
  /** A program to execute. */
  enum Program {
    /** Neither set-uid nor with capabilities of its own. */
    PLAIN,
    /** Set-uid, owned by root. */
    SET_UID_ROOT,
    /** With every capability in its permitted set, and effective. */
    ALL_CAPABILITIES
  }

  private ExecModel() {}

  static long permittedAfter(LinuxCredentials thread, Program program) {
    CapabilitySets sets = thread.capabilities();
    boolean setUid = program == Program.SET_UID_ROOT && !thread.noNewPrivileges();
    boolean rootCounts = (thread.secureBits() & SecureBits.NO_ROOT) == 0;
    boolean root = rootCounts && (setUid || thread.uids().effective() == 0 || thread.uids().real() == 0);
    long filePermitted = root || program == Program.ALL_CAPABILITIES ? -1 : 0;
    long fileInheritable = root ? -1 : 0;
    boolean privileged = program == Program.ALL_CAPABILITIES || (setUid && thread.uids().effective() != 0);
    long ambient = privileged ? 0 : sets.ambient();
    long permitted = (sets.inheritable() & fileInheritable) | (filePermitted & sets.bounding()) | ambient;
    return thread.noNewPrivileges() ? permitted & sets.permitted() : permitted;
  }

  static int effectiveUidAfter(LinuxCredentials thread, Program program) {
    boolean setUid = program == Program.SET_UID_ROOT && !thread.noNewPrivileges();
    return setUid ? 0 : thread.uids().effective();
  }
}
