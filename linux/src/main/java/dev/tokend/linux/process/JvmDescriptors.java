package dev.tokend.linux.process;

import dev.tokend.linux.ErrnoException;
import dev.tokend.linux.FdFlags;
import dev.tokend.linux.LinuxErrno;
import dev.tokend.linux.file.FileContent;
import dev.tokend.linux.file.FileOpen;
import dev.tokend.linux.file.FolderListing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that the JVM opens for itself, none of them close-on-exec: its modules, the class path, its archives. All
 * others above 2 are what the user handed down, and stay.
 */
final class JvmDescriptors {
  private static final String OWN_FOLDER = "/proc/self/fd";
  private static final int LAST_STANDARD_STREAM = 2;

  private JvmDescriptors() {}

  /** Makes execve(2) close them. */
  static void closeOnExec() throws ErrnoException {
    List<String> folders = new ArrayList<>();
    List<String> files = new ArrayList<>();
    folders.add(realPath(System.getProperty("java.home", "")) + "/");
    for (String entry : System.getProperty("java.class.path", "").split(":", -1)) {
      String path = realPath(entry);
      files.add(path);
      folders.add(path + "/");
    }
    for (String name : FolderListing.names(FileOpen.WORKING_DIRECTORY, OWN_FOLDER)) {
      int number = Integer.parseInt(name);
      if (number > LAST_STANDARD_STREAM && isJvms(target(name), folders, files)) {
        FdFlags.closeOnExec(number);
      }
    }
  }

  private static boolean isJvms(String target, List<String> folders, List<String> files) {
    if (files.contains(target)) {
      return true;
    }
    for (String folder : folders) {
      if (target.startsWith(folder)) {
        return true;
      }
    }
    return false;
  }

  /** What a descriptor is open on; empty for one that is closed meanwhile, as that of the listing is. */
  private static String target(String number) throws ErrnoException {
    try {
      byte[] link = FileContent.readLink(FileOpen.WORKING_DIRECTORY, OWN_FOLDER + "/" + number);
      return new String(link, StandardCharsets.UTF_8);
    } catch (ErrnoException e) {
      if (e.errno() == LinuxErrno.ENOENT) {
        return "";
      }
      throw e;
    }
  }

  private static String realPath(String path) {
    try {
      return Path.of(path).toRealPath().toString();
    } catch (IOException e) {
      // A class path entry that does not exist is open nowhere.
      return path;
    }
  }
}
