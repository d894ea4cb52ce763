package dev.tokend.linux.proc;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the machine is called.
 *
 * @param hostname the kernel's node name
 * @param machineId 32 hexadecimal digits of machine-id(5); null where the system has none
 * @param kernelRelease such as {@code 6.18.44}
 * @param bootId the UUID of this boot
 */
public record HostFacts(String hostname, @Nullable String machineId, String kernelRelease, String bootId) {
  private static final int LIMIT = 4096;

  /**
   * Reads them.
   *
   * @param root where {@code proc} and {@code etc} are: {@code /} on a running system
   * @throws ErrnoException for what every Linux has and that could not be read
   */
  public static HostFacts read(Path root) throws ErrnoException {
    String machineId = textOrNull(root, "etc/machine-id");
    return new HostFacts(
        text(root, "proc/sys/kernel/hostname"),
        machineId != null ? machineId : textOrNull(root, "var/lib/dbus/machine-id"),
        text(root, "proc/sys/kernel/osrelease"),
        text(root, "proc/sys/kernel/random/boot_id"));
  }

  private static String text(Path root, String file) throws ErrnoException {
    byte[] content = FileContent.read(FileOpen.WORKING_DIRECTORY, root.resolve(file).toString(), LIMIT);
    return new String(content, StandardCharsets.UTF_8).strip();
  }

  private static @Nullable String textOrNull(Path root, String file) throws ErrnoException {
    try {
      String text = text(root, file);
      return text.isEmpty() ? null : text;
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ENOENT || e.errno() == LinuxErrno.EACCES) {
        return null;
      }
      throw e;
    }
  }
}
